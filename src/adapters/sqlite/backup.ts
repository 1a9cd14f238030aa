import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { VerifyReport } from '../../core/ports.ts';
import { dataFolderPaths } from '../data-folder-paths.ts';
import { connect, saidAsFault, withFaults, type Connection } from './connection.ts';
import { DataFault } from './data-fault.ts';
import { createPhrases } from './phrases.ts';
import { createSettings } from './settings.ts';
import { createStationStore } from './station-store.ts';
import { verifyLog } from './verify.ts';

export type Backup = {
  readonly file: string;
  /** Last entry the copy holds. */
  readonly seq: number;
  readonly hash: string;
};

const autocheckpointPages = 1000;

const syncFile = (file: string): void => {
  const handle = openSync(file, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/** Checks a copy from its first entry to its last, by the key of the log it was taken from. */
export const verifyCopy = async (file: string, key: string): Promise<VerifyReport & Pick<Backup, 'seq' | 'hash'>> => {
  const connection = connect(file, key, true);
  try {
    const store = createStationStore(createSettings(connection));
    const stationId = store.config()?.stationId;
    const report = await verifyLog({ connection, phrases: createPhrases(connection), stationId, acknowledged: 0 });
    const last = connection
      .prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
      .get();
    return { ...report, seq: last?.seq ?? 0, hash: last?.hash.toString('hex') ?? '' };
  } catch (error) {
    throw saidAsFault(error, file);
  } finally {
    connection.close();
    for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true });
  }
};

/**
 * Copies an open log while the desk goes on: everything is first brought into the database itself, which then rests while
 * new entries gather in the write-ahead log. The copy is as encrypted as the log, is on the disk when this returns, and has
 * been read through to its last entry. Throws DataFault, `disk-full` among others, and leaves no half of a copy.
 */
export const backUp = async (
  connection: Connection,
  file: string,
  key: string,
  to: string,
  at: string,
): Promise<Backup> => {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const beside = join(to, `unfinished-${process.pid}.db`);
  connection.pragma('wal_autocheckpoint = 0');
  try {
    const state = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (state[0]?.busy) throw new DataFault('locked', `${file} is being read; try the backup again.`, { file });
    await copyFile(file, beside);
    syncFile(beside);
    const { ok, seq, hash } = await verifyCopy(beside, key);
    if (!ok) throw new DataFault('damaged', `The copy of ${file} does not verify.`, { file });
    const name = join(to, `log-${at.slice(0, 19).replaceAll(':', '')}Z-${seq}.db`);
    renameSync(beside, name);
    return { file: name, seq, hash };
  } catch (error) {
    rmSync(beside, { force: true });
    throw saidAsFault(error, beside);
  } finally {
    connection.pragma(`wal_autocheckpoint = ${autocheckpointPages}`);
  }
};

const day = 86_400_000;
/** Every copy of two days, then one a day for a month, then one a month. */
const stepOf = (age: number, name: string): string =>
  age < 2 * day ? name : name.slice(0, age < 31 * day ? 'log-2026-11-22'.length : 'log-2026-11'.length);

const instantOf = (name: string): number =>
  Date.parse(name.replace(/^log-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z-\d+\.db$/, '$1T$2:$3:$4Z'));

/** Names of the copies that age makes superfluous: of each step the newest stays. */
export const agedBackups = (names: readonly string[], now: number): string[] => {
  const kept = new Set<string>();
  return names
    .filter((name) => !Number.isNaN(instantOf(name)))
    .toSorted((a, b) => instantOf(b) - instantOf(a))
    .filter((name) => {
      const step = stepOf(now - instantOf(name), name);
      const isKept = !kept.has(step);
      kept.add(step);
      return !isKept;
    });
};

/** Takes away what `agedBackups` names. */
export const pruneBackups = (folder: string, now: number): void => {
  for (const name of agedBackups(readdirSync(folder), now)) rmSync(join(folder, name));
};

/**
 * Puts a copy in the place of a desk's log, verified before anything is touched; what lay there is set aside under the name
 * returned. No desk may have the folder open. The next opening notes the restoring in the log itself (`restored`).
 */
export const restoreCopy = async (
  from: string,
  folder: string,
  key: string,
  at: string,
): Promise<string | undefined> => {
  const { ok, firstBad } = await verifyCopy(from, key);
  if (!ok) throw new DataFault('damaged', `${from} does not verify from entry ${firstBad ?? 0} on.`, { file: from });
  const { log, restored } = dataFolderPaths(folder);
  const aside = `${log}.before-${at.slice(0, 19).replaceAll(':', '')}Z`;
  return withFaults(log, () => {
    mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
    const beside = `${log}.restoring`;
    copyFileSync(from, beside);
    syncFile(beside);
    const wasThere = existsSync(log);
    for (const ending of ['', '-wal']) if (existsSync(log + ending)) renameSync(log + ending, aside + ending);
    rmSync(`${log}-shm`, { force: true });
    writeFileSync(restored, JSON.stringify({ copy: basename(from) }), { mode: 0o600, flush: true });
    renameSync(beside, log);
    return wasThere ? aside : undefined;
  });
};
