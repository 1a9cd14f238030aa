import { join } from 'node:path';

/** Where things lie in a desk's data folder. */
export const dataFolderPaths = (folder: string) => ({
  log: join(folder, 'log.db'),
  lock: join(folder, 'lock.db'),
  /** Who holds the lock, in words: the lock itself is the operating system's and dies with the process. */
  holder: join(folder, 'lock.json'),
  /** Left by a restoring until the next opening has noted it in the log. */
  restored: join(folder, 'restored.json'),
  /** The desk's keys under its recovery words: it lies beside the log and beside every copy of it. */
  recovery: join(folder, 'recovery.key'),
  /** Crossings of the whole country by keyed hashes; can be fetched again. */
  stays: join(folder, 'stays.db'),
  /** What is kept of and for other desks of the post; they or the centre hold it too. */
  neighbours: join(folder, 'neighbours.db'),
  vault: join(folder, 'vault'),
  backups: join(folder, 'backups'),
});
