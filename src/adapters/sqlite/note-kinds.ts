/** Numbers of the kinds `shift-opened`, `shift-closed`, `looked-up`, as migration 3 names them in its partial index. */
export const noteKinds = '11, 12, 13';
