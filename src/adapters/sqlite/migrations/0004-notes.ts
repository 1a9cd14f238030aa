/** Shifts and look-ups are few among millions of crossings and are found at once (kinds 11, 12 and 13). Never edited once landed. */
export const sql = `
CREATE INDEX entry_note ON entry (kind) WHERE kind IN (11, 12, 13);
`;
