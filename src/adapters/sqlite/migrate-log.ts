import { hash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CopyProgress } from '../../core/backup-ports.ts';
import { syncPath } from './backup-files.ts';
import { connect, withFaults, type Connection } from './connection.ts';
import { copyLog } from './copying.ts';
import { DataFault } from './data-fault.ts';
import { checkVersion, migrate, schemaVersion } from './migrate.ts';

type Report = (progress: Omit<CopyProgress, 'step'>) => void;

/** What no change of the schema may touch: the evidence, the words in it, the marks of its length, and who works here. */
const kept = [
  ['entry', 'seq'],
  ['personal', 'seq'],
  ['phrase', 'id'],
  ['mark', 'seq'],
  ['officer', 'badge'],
] as const;
const slice = 5000;

/** Numbers and bytes of a row without a seam that two rows could share. */
const textOf = (row: readonly unknown[]): string =>
  JSON.stringify(row.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)));

/**
 * Rows, a digest over all of them in order, and the head of the chain: the same before and after, or the change is not made.
 * A slice's digest is carried into the next, so that no more than a slice is held.
 */
const contentOf = (
  connection: Connection,
  report: Report,
  done: number,
  total: number,
): { text: string; done: number } => {
  let count = done;
  const tables = kept.map(([table, key]) => {
    const after = connection
      .prepare<[number | string, number], unknown[]>(`SELECT * FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ?`)
      .raw();
    let [sum, number] = ['', 0];
    const first = key === 'badge' ? '' : 0;
    for (
      let part = after.all(first, slice);
      part.length > 0;
      part = after.all(part.at(-1)?.[0] as typeof first, slice)
    ) {
      sum = hash('sha256', `${sum}\n${part.map(textOf).join('\n')}`, 'hex');
      number += part.length;
      count += part.length;
      report({ done: count, total });
    }
    return `${table} ${String(number)} ${sum}`;
  });
  const head = connection
    .prepare<[], [number, Buffer]>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
    .raw()
    .get();
  return { text: [...tables, `${String(head?.[0])} ${String(head?.[1].toString('hex'))}`].join('\n'), done: count };
};

const rowsIn = (connection: Connection): number =>
  kept.reduce((sum, [table]) => sum + Number(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get()), 0);

/** The old file under a second name: a link where the file system knows one, so that the log is at its place at every moment. */
const keepBeside = (file: string, name: string): void => {
  rmSync(name, { force: true });
  try {
    linkSync(file, name);
  } catch {
    copyFileSync(file, name);
    syncPath(name);
  }
};

/** Takes everything into the file itself, so that the file alone is the log. Throws DataFault `locked` while somebody reads it. */
const settle = (connection: Connection, file: string): void => {
  const [state] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (state?.busy) throw new DataFault('locked', `${file} is being read by another program. End it first.`, { file });
};

/**
 * Brings a log of an older schema to this one, on a copy that is compared with it row by row before and after; only then does
 * the copy take its place. Killed at any moment it leaves the old log or the new one. The old file is kept beside until the
 * next backup. The folder is locked by the caller. Throws DataFault.
 */
export const migrateLog = (file: string, key: string, from: number, report: Report = () => undefined): void =>
  withFaults(file, () => {
    const copy = `${file}.migrating`;
    for (const ending of ['', '-wal', '-shm']) rmSync(copy + ending, { force: true });
    const old = connect(file, key, false);
    let before: ReturnType<typeof contentOf>;
    let total: number;
    try {
      settle(old, file);
      total = rowsIn(old) * 3;
      before = contentOf(old, report, 0, total);
    } finally {
      old.close();
    }
    copyLog(file, key, copy);
    const made = connect(copy, key, false);
    try {
      const copied = contentOf(made, report, before.done, total);
      migrate(made, copy);
      const after = contentOf(made, report, copied.done, total);
      if (copied.text !== before.text || after.text !== before.text) {
        throw new DataFault('damaged', `${file} would not be the same after its update. Nothing was changed.`, {
          file,
        });
      }
      settle(made, copy);
    } finally {
      made.close();
    }
    for (const ending of ['-wal', '-shm']) rmSync(copy + ending, { force: true });
    syncPath(copy);
    keepBeside(file, `${file}.before-schema-${String(from)}`);
    if (existsSync(`${file}-wal`)) rmSync(`${file}-wal`);
    rmSync(`${file}-shm`, { force: true });
    renameSync(copy, file);
    syncPath(dirname(file));
  });

/** Version of a log whose schema is older than this one's; `undefined` for any other. */
export const olderSchemaOf = (file: string, key: string): number | undefined => {
  const connection = connect(file, key, true);
  try {
    const version = withFaults(file, () => checkVersion(connection, file));
    return version > 0 && version < schemaVersion ? version : undefined;
  } finally {
    connection.close();
  }
};
