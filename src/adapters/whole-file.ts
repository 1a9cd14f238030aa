import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncPath } from './sqlite/backup-files.ts';
import { saidAsFault } from './sqlite/connection.ts';
import { DataFault } from './sqlite/data-fault.ts';

/** Writes all of a piece, where the system may take only a part of it at a time. */
type Put = (piece: string | Uint8Array) => void;

/**
 * Writes a paper or an export whole or not at all: under another name until it is on the disk, so that nobody takes a half for a
 * whole and what lay there before stays until then. Throws DataFault `disk-full`, `read-only`, `missing`.
 */
export const writeWhole = (file: string, write: (put: Put) => void): void => {
  const beside = `${file}.unfinished`;
  try {
    const handle = openSync(beside, 'w', 0o600);
    try {
      write((piece) => writeFileSync(handle, piece));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
    syncPath(dirname(file));
  } catch (error) {
    rmSync(beside, { force: true });
    if ((error as { code?: unknown }).code === 'ENOENT') {
      throw new DataFault('missing', `${dirname(file)} is not there.`, { file }, error);
    }
    throw saidAsFault(error, file);
  }
};
