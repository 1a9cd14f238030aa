/** Whole numbers in as few bytes as they need, seven bits a byte, lowest first (LEB128). */
export const pushVarint = (bytes: number[], value: number): void => {
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
};

/** Reads on from `at`, which it moves. */
export const readVarint = (bytes: Uint8Array, cursor: { at: number }): number => {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = bytes[cursor.at];
    if (byte === undefined) throw new RangeError('a number ends too early');
    cursor.at += 1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 0x80;
  }
};
