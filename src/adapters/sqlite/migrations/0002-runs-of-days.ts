/** Days as runs of entries, a row a day in place of a row a crossing; look-up keys are merged behind the log. Never edited once landed. */
export const sql = `
CREATE TABLE day_run (
  seq INTEGER PRIMARY KEY,
  day INTEGER NOT NULL
) STRICT;
INSERT INTO day_run (seq, day)
  SELECT seq, day FROM (SELECT seq, day, lag(day) OVER (ORDER BY seq) AS before FROM day_crossing) WHERE before IS NOT day;
DROP TABLE day_crossing;
INSERT INTO setting (name, value) SELECT 'indexed', max(seq) FROM entry HAVING max(seq) IS NOT NULL;
`;
