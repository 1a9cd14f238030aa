/** The log, what is looked up by, and the desk's small facts. Never edited once landed. */
export const sql = `
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  body BLOB NOT NULL,
  digest BLOB,
  hash BLOB NOT NULL
) STRICT;
CREATE TABLE personal (
  seq INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  value BLOB NOT NULL
) STRICT;
CREATE TABLE phrase (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE day_crossing (
  day INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (day, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE laid_over (
  crossing INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (crossing, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE open_referral (
  seq INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE person_key (
  key INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (key, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
  seq INTEGER PRIMARY KEY,
  hash BLOB NOT NULL
) STRICT;
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE officer (
  badge TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  active INTEGER NOT NULL,
  pin_hash TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE watch_entry (
  row INTEGER PRIMARY KEY,
  entry TEXT NOT NULL
) STRICT;
CREATE TABLE watch_key (
  key INTEGER NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (key, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE erasure (
  permitted INTEGER NOT NULL
) STRICT;

CREATE TRIGGER entry_comes_next BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER personal_comes_once BEFORE INSERT ON personal
WHEN EXISTS (SELECT 1 FROM personal WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER phrase_comes_next BEFORE INSERT ON phrase
WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM phrase)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_never_leaves BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER personal_never_changes BEFORE UPDATE ON personal
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER personal_leaves_by_retention BEFORE DELETE ON personal
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE permitted = 1)
BEGIN SELECT RAISE(ABORT, 'personal parts leave by retention only'); END;
CREATE TRIGGER phrase_never_changes BEFORE UPDATE ON phrase
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER phrase_never_leaves BEFORE DELETE ON phrase
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
`;
