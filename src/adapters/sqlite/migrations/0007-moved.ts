/** Crossings whose day or time was corrected: few among millions, found at once by when they took place. Never edited once landed. */
export const sql = `
CREATE TABLE moved (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
`;
