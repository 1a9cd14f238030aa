import { chmodSync, existsSync, rmSync } from 'node:fs';
import type { VerifyReport } from '../../core/ports.ts';
import { syncPath } from './backup-files.ts';
import { connect, saidAsFault } from './connection.ts';
import { readAsWhole } from './older-rows.ts';
import { createPhrases } from './phrases.ts';
import { createSettings } from './settings.ts';
import { createStationStore } from './station-store.ts';
import { verifyLog } from './verify.ts';

export type Copied = VerifyReport & { readonly seq: number; readonly hash: string; readonly stationId?: string };

/** Checks a copy from its first entry to its last, by the key of the log it was taken from. */
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
    const parts = { connection, phrases: createPhrases(connection), stationId, acknowledged: 0 };
    const report = await verifyLog(parts, onProgress);
    const last = connection
      .prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
      .get();
    const head = { seq: last?.seq ?? 0, hash: last?.hash.toString('hex') ?? '' };
    return { ...report, ...head, ...(stationId !== undefined && { stationId }) };
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
