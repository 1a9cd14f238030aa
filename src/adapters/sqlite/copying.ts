import { chmodSync, existsSync, rmSync } from 'node:fs';
import type { VerifyReport } from '../../core/ports.ts';
import type { StoredEntry } from '../../domain/log.ts';
import { syncPath } from './backup-files.ts';
import { connect, saidAsFault, type Connection } from './connection.ts';
import { entryColumns, entryOf, type EntryRow } from './entry-rows.ts';
import { createEvidence } from './evidence.ts';
import { readAsWhole } from './older-rows.ts';
import { createPhrases, type StoredPhrases } from './phrases.ts';
import { createSettings } from './settings.ts';
import { checkShifts } from './shift-check.ts';
import { createStationStore } from './station-store.ts';
import { verifyLog } from './verify.ts';

export type Copied = VerifyReport & {
  readonly seq: number;
  readonly hash: string;
  readonly stationId?: string;
  /** Every entry holds, even where something signed in them does not: such a copy is evidence and must not be refused. */
  readonly isWhole: boolean;
};

/** An entry by its number, without its link: for what was signed, which names entries. */
const findIn = (connection: Connection, stationId: string, phrases: StoredPhrases) => {
  const select = connection.prepare<[number], EntryRow>(`SELECT ${entryColumns} FROM entry e WHERE e.seq = ?`).raw();
  return (seq: number): StoredEntry | undefined => {
    const row = select.get(seq);
    return row && entryOf(row, stationId, '', phrases);
  };
};

/** Checks a copy from its first entry to its last, and every shift signed in it, by the key of the log it was taken from. */
export const verifyCopy = async (
  file: string,
  key: string,
  onProgress?: (done: number, total: number) => void,
): Promise<Copied> => {
  // Where somebody writes to it, or a power cut left something, these are not ours to take away.
  const own = ['-wal', '-shm'].filter((ending) => !existsSync(file + ending));
  const connection = connect(file, key, true);
  try {
    readAsWhole(connection);
    const stationId = createStationStore(createSettings(connection)).config()?.stationId;
    const phrases = createPhrases(connection);
    const chain = await verifyLog({ connection, phrases, stationId, acknowledged: 0 }, onProgress);
    const find = findIn(connection, stationId ?? '', phrases);
    const report = chain.ok ? await checkShifts(createEvidence(connection, find), find, chain) : chain;
    const last = connection
      .prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
      .get();
    const head = { seq: last?.seq ?? 0, hash: last?.hash.toString('hex') ?? '' };
    return { ...report, ...head, isWhole: chain.ok, ...(stationId !== undefined && { stationId }) };
  } catch (error) {
    throw saidAsFault(error, file);
  } finally {
    connection.close();
    for (const ending of own) rmSync(file + ending, { force: true });
  }
};

/**
 * Writes a whole copy of a log as it stands at this moment, as encrypted as the log and under the same key, and puts it on
 * the disk. A reader of SQLite's own: whoever writes goes on meanwhile (https://www.sqlite.org/lang_vacuum.html#vacuuminto).
 */
export const copyLog = (file: string, key: string, to: string): void => {
  const connection = connect(file, key, true);
  try {
    connection.prepare('VACUUM INTO ?').run(to);
    chmodSync(to, 0o600);
    syncPath(to);
  } catch (error) {
    throw saidAsFault(error, to);
  } finally {
    connection.close();
  }
};

/**
 * Brings the write-ahead log of a running desk into its database. While a reader of seconds holds its place nothing can be, and the
 * first crossing after it would wait for all of it; done from a thread, writers go on (https://www.sqlite.org/wal.html#ckpt).
 */
export const bringIn = (file: string, key: string): void => {
  try {
    const connection = connect(file, key, false);
    try {
      connection.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      connection.close();
    }
  } catch {
    // A full disk: the copy is made all the same, and the desk's next crossing meets what there is to be told.
  }
};
