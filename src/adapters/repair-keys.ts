import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StationFault } from '../contract/fault.ts';
import { syncPath } from './sqlite/backup-files.ts';
import { openRecovery, type DeskKeys } from './vault-recovery.ts';
import { isUnderPassphrase, passphraseSeal } from './vault-seal.ts';
import { openVault } from './vault.ts';

/** Folders a copy belongs to: its own, and the data folder around a desk's own copies. */
const around = (copy: string): string[] => [dirname(copy), dirname(dirname(copy))];

/** The keys under recovery words that lie beside a copy; words of another desk's copy are not tried on it. */
export const recoveryBeside = (copy: string): string | undefined =>
  around(copy)
    .map((folder) => join(folder, 'recovery.key'))
    .find((file) => existsSync(file));

export const isWords = (text: string): boolean => (text.match(/[a-z]+/gi) ?? []).length >= 17;

/**
 * The keys of the desk a copy was taken from, on a machine that never was that desk: by its recovery words, or by the passphrase of
 * its vault where the whole of its data folder is at hand. Throws StationFault `no-recovery`, VaultFault.
 */
export const keysBeside = (copy: string, text: string): DeskKeys => {
  const vault = around(copy)
    .map((folder) => join(folder, 'vault'))
    .find(isUnderPassphrase);
  if (vault !== undefined && text !== '' && !isWords(text)) {
    return openVault({ folder: vault, mayCreate: false, seal: passphraseSeal(text) }).keys();
  }
  const file = recoveryBeside(copy);
  if (file === undefined) throw new StationFault('no-recovery');
  return openRecovery(file, text);
};

/** The words of a copy go on to hold on the machine it is put back on. Answers how to take that back. */
export const carryRecovery = (copy: string, to: string): (() => void) => {
  const from = recoveryBeside(copy);
  if (from === undefined || existsSync(to)) return () => undefined;
  copyFileSync(from, to);
  syncPath(to);
  return () => rmSync(to, { force: true });
};
