import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CopyProgress } from '../../core/backup-ports.ts';
import { syncPath } from './backup-files.ts';
import { connect, withFaults, type Connection } from './connection.ts';
import { copyLog } from './copying.ts';
import { DataFault } from './data-fault.ts';
import { contentOf } from './log-content.ts';
import { checkVersion, migrate, schemaVersion } from './migrate.ts';
import { readAsWhole, wholeRowsSince } from './older-rows.ts';
import { rewriteLog } from './rewriting.ts';

type Report = (progress: Omit<CopyProgress, 'step'>) => void;

const remove = (file: string): void => {
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
};

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

const using = <T>(connection: Connection, work: (connection: Connection) => T): T => {
  try {
    return work(connection);
  } finally {
    connection.close();
  }
};

/** A copy of a log of schema `from` as it is before or after its rows were joined: nearer to this schema, never beyond it. */
const copyOf = (file: string, key: string, from: number, copy: string, onEntries: (done: number) => void): void => {
  if (from >= wholeRowsSince) return copyLog(file, key, copy);
  const apart = wholeRowsSince - 1;
  if (from === apart) return rewriteLog(file, key, copy, onEntries);
  const first = `${copy}-first`;
  remove(first);
  try {
    copyLog(file, key, first);
    using(connect(first, key, false), (made) => migrate(made, first, apart));
    return rewriteLog(first, key, copy, onEntries);
  } finally {
    remove(first);
  }
};

/** Of four rounds over the entries one reads them before, two write them and all that lies beside them, one reads them after. */
const rounds = 4;

/** Writes the copy and brings it to this schema. Throws DataFault where it does not hold what the log held. */
const makeCopy = (file: string, key: string, from: number, copy: string, report: Report): void => {
  const old = connect(file, key, false);
  let [total, before] = [0, ''];
  const inRound = (round: number) => (done: number) => report({ done: round * total + done, total: rounds * total });
  using(old, () => {
    settle(old, file);
    readAsWhole(old);
    total = old.prepare<[], number | null>('SELECT max(seq) FROM entry').pluck().get() ?? 0;
    before = contentOf(old, inRound(0));
  });
  copyOf(file, key, from, copy, inRound(1));
  using(connect(copy, key, false), (made) => {
    migrate(made, copy);
    if (contentOf(made, inRound(rounds - 1)) !== before) {
      throw new DataFault('damaged', `${file} would not be the same after its update. Nothing was changed.`, { file });
    }
    settle(made, copy);
  });
  for (const ending of ['-wal', '-shm']) rmSync(copy + ending, { force: true });
  syncPath(copy);
};

/**
 * Brings a log of an older schema to this one, on a copy whose entries are summed up to the last byte before and after; only then
 * does the copy take its place. Killed at any moment it leaves the old log or the new one. The old file is kept beside until the
 * next backup. The folder is locked by the caller. Throws DataFault.
 */
export const migrateLog = (file: string, key: string, from: number, report: Report = () => undefined): void =>
  withFaults(file, () => {
    const copy = `${file}.migrating`;
    remove(copy);
    try {
      makeCopy(file, key, from, copy, report);
    } catch (error) {
      remove(copy);
      throw error;
    }
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
