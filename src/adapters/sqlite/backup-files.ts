import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FoundBackup } from '../../core/backup-ports.ts';

/** Puts what was written to a file, or the names of a folder, on the disk. */
export const syncPath = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    // Windows and some network folders know no fsync of a folder.
    if (!/^E(ISDIR|PERM|INVAL|ACCES|NOTSUP)$/.test(String((error as { code?: string }).code))) throw error;
  } finally {
    closeSync(handle);
  }
};

const nameShape = /^log-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d+)\.db$/;

/** `log-2026-11-22T101500Z-4711.db`: when it was made and the last entry it holds, so that a folder can be read by people. */
export const backupName = (at: string, seq: number): string =>
  `log-${at.slice(0, 19).replaceAll(':', '')}Z-${String(seq)}.db`;

const instantOf = (name: string): number => Date.parse(name.replace(nameShape, '$1T$2:$3:$4Z'));

const inFolder = (folder: string): FoundBackup[] =>
  readdirSync(folder).flatMap((name) => {
    const seq = nameShape.exec(name)?.[5];
    if (seq === undefined) return [];
    const file = join(folder, name);
    return [{ file, at: new Date(instantOf(name)).toISOString(), seq: Number(seq), bytes: statSync(file).size }];
  });

/** Copies in a folder, in the folders of desks within it and in a data folder's own, newest first; none where it cannot be read. */
export const findBackups = (folder: string): FoundBackup[] => {
  try {
    const within = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && (entry.name.startsWith('beket-') || entry.name === 'backups'))
      .flatMap((entry) => inFolder(join(folder, entry.name)));
    return [...inFolder(folder), ...within].sort((a, b) => (a.at < b.at ? 1 : -1));
  } catch {
    return [];
  }
};

const day = 86_400_000;
/** Every copy of two days, then one a day for a month, then one a month for a year. */
const stepOf = (age: number, name: string): string => {
  if (age > 366 * day) return 'gone';
  return age < 2 * day ? name : name.slice(0, age < 31 * day ? 'log-2026-11-22'.length : 'log-2026-11'.length);
};

/** Names of the copies that age makes superfluous: of each step the newest stays, and the newest of all always. */
export const agedBackups = (names: readonly string[], now: number): string[] => {
  const kept = new Set<string>();
  return names
    .filter((name) => nameShape.test(name))
    .toSorted((a, b) => instantOf(b) - instantOf(a))
    .filter((name, i) => {
      const step = stepOf(now - instantOf(name), name);
      const isKept = i === 0 || (step !== 'gone' && !kept.has(step));
      kept.add(step);
      return !isKept;
    });
};

/** Takes away what `agedBackups` names, and what an interrupted copying left behind an hour ago or earlier. */
export const pruneBackups = (folder: string, now: number): void => {
  const names = readdirSync(folder);
  for (const name of agedBackups(names, now)) rmSync(join(folder, name));
  for (const name of names.filter((one) => one.startsWith('unfinished-'))) {
    if (now - statSync(join(folder, name)).mtimeMs > day / 24) rmSync(join(folder, name), { force: true });
  }
};

/** What a migration left beside the log until the next copy was made. */
export const dropMigrated = (log: string, folder: string): void => {
  const start = `${basename(log)}.before-schema-`;
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name.startsWith(start)) rmSync(join(folder, name), { force: true });
};
