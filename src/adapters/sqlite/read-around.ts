import type { Connection } from './connection.ts';

/** Read entry by entry elsewhere. */
const logTables = new Set(['entry', 'personal']);

type Part = { readonly type: 'table' | 'index'; readonly name: string; readonly of: string; readonly sql: string };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Text may run over into pages of its own, which a count does not read and its length does. */
const textColumns = (connection: Connection, table: string): string[] =>
  (connection.pragma(`table_info(${quoted(table)})`) as { name: string; type: string }[])
    .filter(({ type }) => type === 'TEXT')
    .map(({ name }) => `sum(length(${quoted(name)}))`);

/**
 * Reads every table that lies beside the entries, and every index, whatever a version has added, so that no page of the file
 * goes unread. Throws where one cannot be read.
 */
export const readAround = (connection: Connection): void => {
  const all = connection.prepare<[], Part>(
    `SELECT type, name, tbl_name AS "of", sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL`,
  );
  for (const { type, name, of, sql } of all.all()) {
    if (type === 'index') {
      const [, condition] = /\bWHERE\b(.*)$/is.exec(sql) ?? [];
      const where = condition === undefined ? '' : `WHERE ${condition}`;
      connection.prepare(`SELECT count(*) FROM main.${quoted(of)} INDEXED BY ${quoted(name)} ${where}`).get();
    } else if (!logTables.has(name)) {
      const lengths = textColumns(connection, name);
      connection.prepare(`SELECT ${['count(*)', ...lengths].join()} FROM main.${quoted(name)} NOT INDEXED`).get();
    }
  }
};
