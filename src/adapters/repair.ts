import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StationFault } from '../contract/fault.ts';
import type { Copy, Repair, Work } from '../contract/keeping-view.ts';
import type { CopyProgress, FoundBackup } from '../core/backup-ports.ts';
import type { RepairPort } from '../core/repair-station.ts';
import { dataFolderPaths } from './data-folder-paths.ts';
import { pluggedFolders } from './plugged-folders.ts';
import { findBackups } from './sqlite/backup-files.ts';
import { runCopy } from './sqlite/copy-thread.ts';
import { DataFault } from './sqlite/data-fault.ts';
import { lockedFolder } from './sqlite/folder-lock.ts';
import { restoreCopy } from './sqlite/restore.ts';
import { carryRecovery, isWords, keysBeside } from './repair-keys.ts';
import { openRecovery, type DeskKeys } from './vault-recovery.ts';
import { VaultFault, passphraseSeal, type VaultSeal } from './vault-seal.ts';
import type { WordReader } from './word-reader.ts';
import { openVault, sealKeys } from './vault.ts';

type Parts = {
  readonly folder: string;
  readonly kind: Repair['kind'];
  readonly code: string;
  readonly firstBad?: number | undefined;
  readonly lastKnown?: number | undefined;
  /** The keys where they open all the same. */
  readonly keys?: DeskKeys | undefined;
  /** What the keys are to lie under from now on; told the passphrase where one opened them. */
  readonly renewSeal: (passphrase?: string) => Promise<VaultSeal>;
  /** Tries the desk again, under this seal where one is given. */
  readonly reopen: (seal?: VaultSeal) => Promise<void>;
  readonly onChange: () => void;
  readonly words: WordReader;
};

const said = (error: unknown): unknown => {
  const code = error instanceof VaultFault || error instanceof DataFault ? error.code : '';
  if (code === 'wrong-words' || code === 'no-recovery') return new StationFault(code);
  if (code === 'wrong-seal') return new StationFault('wrong-passphrase');
  if (code === 'disk-full') return new StationFault('disk-full');
  if (code === 'damaged' || code === 'wrong-key' || code === 'not-a-database') return new StationFault('copy-damaged');
  if (code === 'locked') return new StationFault('busy');
  return error;
};
const orSaid = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw said(error);
  }
};

/** A folder of copies bears the name of its desk, `beket-zhaisan-1-0a1b2c`. */
const told = (copy: FoundBackup): Copy => {
  const station = /^beket-(.+)$/.exec(basename(dirname(copy.file)))?.[1];
  return { ...copy, place: 'found', ...(station !== undefined && { station }) };
};

/** The repair of one desk: whoever shows the words, or the passphrase its keys lie under, may open it or put a copy back. */
export const createRepair = (parts: Parts): RepairPort & { tell(work: Work | undefined): void } => {
  const { folder, kind, code, firstBad, lastKnown, keys, renewSeal, reopen, onChange, words: wordReader } = parts;
  const paths = dataFolderPaths(folder);
  let copies: Copy[] = findBackups(paths.backups).map((copy) => ({ ...copy, place: 'own' }));
  let work: Work | undefined;

  const recoveryFile = (): string | undefined =>
    [paths.recovery, ...copies.map(({ file }) => join(dirname(file), 'recovery.key'))].find((file) => existsSync(file));
  const keysBy = (text: string, copy?: string): DeskKeys => {
    if (kind === 'empty' && copy !== undefined) return keysBeside(copy, text);
    if (text === '' && keys && recoveryFile() === undefined) return keys;
    if (!isWords(text) && keys) {
      return openVault({ folder: paths.vault, mayCreate: false, seal: passphraseSeal(text) }).keys();
    }
    const file = recoveryFile();
    if (file === undefined) throw new StationFault('no-recovery');
    return openRecovery(file, text);
  };
  const known = (file: string): string => {
    if (!copies.some((copy) => copy.file === file)) throw new StationFault('no-such-file');
    return file;
  };
  const telling = (of: Work['kind']) => {
    const startedAt = new Date().toISOString();
    return ({ step, done, total }: CopyProgress): void => {
      work = { kind: of, step, done, total, startedAt };
      onChange();
    };
  };
  const whole = async <T>(task: () => Promise<T>): Promise<T> => {
    if (work) throw new StationFault('busy');
    try {
      return await orSaid(task);
    } finally {
      work = undefined;
      onChange();
    }
  };
  /** What does not open stays beside: a keyring may yet come back. */
  const putKeys = async (found: DeskKeys, passphrase?: string): Promise<VaultSeal> => {
    const seal = await renewSeal(passphrase);
    for (const name of ['data.key', 'station.key']) {
      const file = join(paths.vault, name);
      if (existsSync(file)) renameSync(file, `${file}.before`);
    }
    sealKeys(paths.vault, found, seal);
    return seal;
  };

  return {
    view: () => ({
      kind,
      code,
      ...(firstBad !== undefined && { firstBad }),
      ...(lastKnown !== undefined && { lastKnown }),
      hasKey: keys !== undefined,
      hasRecovery: recoveryFile() !== undefined,
      copies,
      ...(work && { work }),
    }),
    tell: (now) => {
      work = now;
      onChange();
    },
    withWords: (words) => {
      // New keys alone would close the empty log to itself.
      if (kind === 'empty') throw new StationFault('not-allowed');
      return orSaid(async () => reopen(await putKeys(keysBy(words))));
    },
    withPassphrase: (passphrase) =>
      orSaid(async () => {
        const seal = passphraseSeal(passphrase);
        openVault({ folder: paths.vault, mayCreate: false, seal });
        await reopen(seal);
      }),
    look: wordReader.look,
    close: wordReader.close,
    find: (wanted) => {
      const folders = wanted === undefined ? pluggedFolders(process.platform) : [wanted];
      const found = folders.flatMap(findBackups).map(told);
      copies = [...copies.filter(({ file }) => !found.some((one) => one.file === file)), ...found];
      return found;
    },
    verify: (file, words) =>
      whole(async () => {
        const { dataKey } = keys ?? keysBy(words ?? '', known(file));
        const {
          ok,
          entries,
          stationId,
          firstBad: bad,
          reason,
        } = await runCopy({ file: known(file), key: dataKey }, { onProgress: telling('verify') });
        return {
          ok,
          entries,
          ...(bad !== undefined && { firstBad: bad }),
          ...(reason !== undefined && { reason }),
          ...(stationId !== undefined && { stationId }),
        };
      }),
    restore: async (file, words) => {
      const seal = await whole(async () => {
        const found = keysBy(words, known(file));
        const release = lockedFolder(folder);
        // Before the log moves: a power cut between it and its keys leaves a desk that the words open.
        const takeBack = carryRecovery(file, paths.recovery);
        try {
          const at = new Date().toISOString();
          await restoreCopy(file, folder, found.dataKey, at, { onProgress: telling('restore') });
        } catch (error) {
          takeBack();
          throw error;
        } finally {
          release();
        }
        return keys?.dataKey === found.dataKey ? undefined : putKeys(found, isWords(words) ? undefined : words);
      });
      await reopen(seal);
    },
    leave: async () => {
      if (kind !== 'empty') throw new StationFault('not-allowed');
      if (work) throw new StationFault('busy');
      await reopen();
    },
  };
};
