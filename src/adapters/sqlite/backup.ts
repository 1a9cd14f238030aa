import { copyFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Backup, CopyOptions } from '../../core/backup-ports.ts';
import { backupName, dropMigrated, syncPath } from './backup-files.ts';
import { saidAsFault } from './connection.ts';
import { runCopy } from './copy-thread.ts';
import { DataFault } from './data-fault.ts';

type Source = {
  readonly log: string;
  readonly key: string;
  /** What opens the copy where the vault is gone, laid beside it. */
  readonly recovery?: string | undefined;
  /** True where this process writes the log. */
  readonly isLive?: boolean;
};

/** The recovery file follows every copy: words alone open nothing without it. */
const layBeside = (recovery: string | undefined, to: string): void => {
  if (recovery === undefined || !statSync(recovery, { throwIfNoEntry: false })) return;
  const beside = join(to, 'recovery.key.new');
  copyFileSync(recovery, beside);
  syncPath(beside);
  renameSync(beside, join(to, 'recovery.key'));
};

/**
 * Copies an open log while the desk goes on. The copy is as encrypted as the log, is on the disk when this returns, and has
 * been read through to its last entry. Throws DataFault, `disk-full` among others, and leaves no half of a copy.
 */
export const backUp = async (
  { log, key, recovery, isLive = false }: Source,
  to: string,
  at: string,
  options: CopyOptions = {},
): Promise<Backup> => {
  const beside = join(to, `unfinished-${process.pid}.db`);
  try {
    mkdirSync(to, { recursive: true, mode: 0o700 });
    rmSync(beside, { force: true });
    const { ok, isWhole, firstBad, seq, hash } = await runCopy({ file: log, key, to: beside, isLive }, options);
    const facts = { file: log, firstBad: firstBad ?? 0 };
    if (!isWhole) throw new DataFault('damaged', `The copy of ${log} does not verify.`, facts);
    const file = join(to, backupName(at, seq));
    layBeside(recovery, to);
    renameSync(beside, file);
    syncPath(to);
    // The copy is as true as the log and is kept; what was signed in it is for somebody to look at.
    if (!ok) throw new DataFault('damaged', `A shift closed in ${log} is not as it was signed.`, facts);
    dropMigrated(log, dirname(log));
    return { file, seq, hash, bytes: statSync(file).size };
  } catch (error) {
    rmSync(beside, { force: true });
    throw saidAsFault(error, to);
  }
};
