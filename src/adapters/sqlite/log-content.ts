import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';
import { compactRows } from './verify-link.ts';

/** Few and small beside the entries: the words in them, the marks of their length, and who works here. */
const beside = [
  ['phrase', 'id'],
  ['mark', 'seq'],
  ['officer', 'badge'],
] as const;
const slice = 2000;

/** Numbers and bytes of a row without a seam that two rows could share. */
const textOf = (row: readonly unknown[]): string =>
  JSON.stringify(row.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)));

/** Sum over every number and every byte of the entries and their personal parts, in order, however a schema lays them. */
const entriesSum = (connection: Connection, onEntries: (done: number) => void): string => {
  const rows = connection.prepare<[number, number, number], [string, Buffer | null]>(compactRows).raw();
  const last = connection.prepare<[], number | null>('SELECT max(seq) FROM entry').pluck().get() ?? 0;
  const sum = createHash('sha256');
  for (let after = 0; after < last; after += slice) {
    const [numbers, bytes] = rows.get(after, after + slice, slice) ?? ['', null];
    sum.update(numbers).update(bytes ?? '');
    onEntries(Math.min(after + slice, last));
  }
  return `entry ${String(last)} ${sum.digest('hex')}`;
};

/** What no change of the schema may touch, as a text: the same before and after, or the change is not made. */
export const contentOf = (connection: Connection, onEntries: (done: number) => void): string => {
  const tables = beside.map(([table, key]) => {
    const sum = createHash('sha256');
    const rows = connection.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY ${key}`).raw();
    for (const row of rows.iterate()) sum.update(`${textOf(row)}\n`);
    return `${table} ${sum.digest('hex')}`;
  });
  return [...tables, entriesSum(connection, onEntries)].join('\n');
};
