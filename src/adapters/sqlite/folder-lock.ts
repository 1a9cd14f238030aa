import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { dataFolderPaths } from '../data-folder-paths.ts';
import { DataFault } from './data-fault.ts';

type Holder = { readonly pid: number; readonly since: string };

const readHolder = (file: string): Holder | undefined => {
  try {
    const { pid, since } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof since === 'string' ? { pid, since } : undefined;
  } catch {
    return undefined;
  }
};

const refusal = (folder: string, holder: Holder | undefined): DataFault =>
  new DataFault(
    'locked',
    holder
      ? `${folder} is in use by process ${holder.pid}, started ${holder.since}. Close that desk first.`
      : `${folder} is in use by another process. Close that desk first.`,
    { folder, ...holder },
  );

/**
 * One writer a folder. The lock is SQLite's exclusive lock on an empty file: the operating system lets go of it when the
 * process dies, however it dies, so that nothing is ever left behind to clear by hand. Returns the release.
 */
export const lockFolder = (folder: string, paths: { lock: string; holder: string }, since: string): (() => void) => {
  const lock = new Database(paths.lock, { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw refusal(folder, readHolder(paths.holder));
    throw error;
  }
  writeFileSync(paths.holder, JSON.stringify({ pid: process.pid, since }), { mode: 0o600 });
  return () => {
    rmSync(paths.holder, { force: true });
    lock.close();
  };
};

/** The lock of a desk's folder for work on a closed desk, as restoring. Throws DataFault `locked` while it is open. */
export const lockedFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return lockFolder(folder, dataFolderPaths(folder), new Date().toISOString());
};
