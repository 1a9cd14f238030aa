import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BackupStore } from '../../core/backup-ports.ts';
import type { Clock } from '../../core/ports.ts';
import { dataFolderPaths } from '../data-folder-paths.ts';
import { findBackups, pruneBackups } from './backup-files.ts';
import { backUp } from './backup.ts';
import { runCopy } from './copy-thread.ts';

const isUsable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
};

type Parts = { readonly file: string; readonly key: string; readonly clock: Clock; readonly isLive: boolean };

/** Copies of one desk's log, which stay what they are whoever reads them: a list of files is the only book kept of them. */
export const createBackupStore = ({ file, key, clock, isLive }: Parts): BackupStore => {
  const { backups: ownFolder, recovery } = dataFolderPaths(dirname(file));
  return {
    ownFolder,
    copy: async (folder, options) => {
      const now = clock.now();
      const made = await backUp({ log: file, key, recovery, isLive }, folder, new Date(now).toISOString(), options);
      pruneBackups(folder, now);
      return made;
    },
    list: findBackups,
    verify: async (copy, options) => {
      const { ok, entries, firstBad, reason } = await runCopy({ file: copy, key }, options);
      return { ok, entries, ...(firstBad !== undefined && { firstBad }), ...(reason !== undefined && { reason }) };
    },
    isUsable,
  };
};
