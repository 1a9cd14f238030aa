import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * A reader keeps its place in a file beside the log. Where the folder cannot be written, as on a stick that is locked, the
 * log is read from a copy in the machine's own temporary folder: as encrypted there as here, and gone when it is closed.
 */
export const readableCopy = (file: string): { readonly file: string; discard(): void } => {
  try {
    accessSync(dirname(file), constants.W_OK);
    return { file, discard: () => undefined };
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'beket-reading-'));
    const copy = join(folder, basename(file));
    for (const ending of ['', '-wal']) {
      if (existsSync(file + ending)) copyFileSync(file + ending, copy + ending, constants.COPYFILE_FICLONE);
    }
    return { file: copy, discard: () => rmSync(folder, { recursive: true, force: true }) };
  }
};
