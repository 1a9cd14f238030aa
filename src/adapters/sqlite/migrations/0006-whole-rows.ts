/** An entry and its personal part in one row, so that a crossing is one page to write; retention empties the last column. Never edited once landed. */
export const sql = `
DROP TRIGGER entry_never_changes;
ALTER TABLE entry ADD COLUMN personal BLOB;
UPDATE entry SET personal = (SELECT CAST(salt || value AS BLOB) FROM personal AS apart WHERE apart.seq = entry.seq);
DROP TABLE personal;
CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
WHEN NEW.seq IS NOT OLD.seq OR NEW.at IS NOT OLD.at OR NEW.kind IS NOT OLD.kind OR NEW.body IS NOT OLD.body
  OR NEW.digest IS NOT OLD.digest OR NEW.hash IS NOT OLD.hash OR NEW.personal IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER personal_leaves_by_retention BEFORE UPDATE ON entry
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE permitted = 1)
BEGIN SELECT RAISE(ABORT, 'personal parts leave by retention only'); END;
`;
