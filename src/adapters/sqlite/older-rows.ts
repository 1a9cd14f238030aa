import type { Connection } from './connection.ts';
import { versionOf } from './migrate.ts';

/** From this schema on an entry and its personal part are one row. */
export const wholeRowsSince = 6;
/** From this schema on crossings whose day was corrected have a table; before it there were none. */
const movedSince = 7;

/**
 * Lets a log of an older schema, a copy made before an update, be read as one of this: personal parts that lie apart are seen in
 * the rows of their entries. A view of this connection alone; the file stays what it is.
 */
export const readAsWhole = (connection: Connection): void => {
  const version = versionOf(connection);
  if (version > 0 && version < movedSince)
    connection.exec('CREATE TEMP TABLE moved (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL)');
  if (version === 0 || version >= wholeRowsSince) return;
  connection.exec(`
    CREATE TEMP VIEW entry AS
    SELECT e.seq, e.at, e.kind, e.body, e.digest, e.hash, CAST(p.salt || p.value AS BLOB) AS personal
    FROM main.entry e LEFT JOIN main.personal p ON p.seq = e.seq`);
};
