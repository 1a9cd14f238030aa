/** Rule packs the desk was ever given, and where in the log packs were activated. Never edited once landed. */
export const sql = `
CREATE TABLE rule_pack (
  hash TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  kept TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pack_activation (seq INTEGER PRIMARY KEY) STRICT;
INSERT INTO pack_activation (seq) SELECT seq FROM entry WHERE kind = 6;
`;
