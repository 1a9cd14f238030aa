import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CopyOptions } from '../../core/backup-ports.ts';
import { dataFolderPaths } from '../data-folder-paths.ts';
import { syncPath } from './backup-files.ts';
import { withFaults } from './connection.ts';
import { runCopy } from './copy-thread.ts';
import { DataFault } from './data-fault.ts';

/** A name no file set aside before has: two restorings in one second keep both. */
const freeName = (log: string, at: string): string => {
  const wanted = `${log}.before-${at.slice(0, 19).replaceAll(':', '')}Z`;
  const taken = new Set(readdirSync(dirname(log)));
  const names = [wanted, ...Array.from({ length: 1000 }, (_, i) => `${wanted}-${String(i + 2)}`)];
  return names.find((name) => !taken.has(basename(name))) ?? wanted;
};

type Note = { readonly copy: string; readonly aside: string };

/**
 * The moves of a restoring, begun once the copy lies whole beside the log and the note says so; whoever opens the folder
 * next ends what was cut short, so that there is no moment at which a desk finds no log and begins a new one.
 */
export const finishRestoring = (folder: string): void => {
  const { log, restored } = dataFolderPaths(folder);
  const beside = `${log}.restoring`;
  if (!existsSync(restored) || !existsSync(beside)) return;
  const { aside } = JSON.parse(readFileSync(restored, 'utf8')) as Note;
  const to = join(folder, aside);
  for (const ending of ['-wal', '']) {
    if (existsSync(log + ending) && !existsSync(to + ending)) renameSync(log + ending, to + ending);
  }
  rmSync(`${log}-shm`, { force: true });
  renameSync(beside, log);
  syncPath(folder);
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
  options: CopyOptions = {},
): Promise<string | undefined> => {
  const { isWhole, firstBad } = await runCopy({ file: from, key }, options);
  if (!isWhole)
    throw new DataFault('damaged', `${from} does not verify from entry ${firstBad ?? 0} on.`, { file: from });
  const { log, restored } = dataFolderPaths(folder);
  return withFaults(log, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmSync(restored, { force: true });
    copyFileSync(from, `${log}.restoring`);
    syncPath(`${log}.restoring`);
    const wasThere = existsSync(log);
    const note: Note = { copy: basename(from), aside: basename(freeName(log, at)) };
    writeFileSync(restored, JSON.stringify(note), { mode: 0o600, flush: true });
    finishRestoring(folder);
    return wasThere ? join(folder, note.aside) : undefined;
  });
};
