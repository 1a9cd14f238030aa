import type { KeepingPorts } from '../core/keeping-ports.ts';
import { dataFolderPaths } from './data-folder-paths.ts';
import { qrPath } from './printing/qr.ts';
import type { DataFolder } from './sqlite/open-data.ts';
import { keepRecovery, newRecoveryWords, recoveryMadeAt } from './vault-recovery.ts';
import { isUnderPassphrase, keyFileSeal, passphraseSeal, type VaultSeal } from './vault-seal.ts';
import { sealKeys, type OpenVault } from './vault.ts';

type Parts = {
  readonly folder: string;
  readonly data: DataFolder;
  readonly vault: OpenVault;
  /** Hears of a new seal; missing where the shell has its own. */
  readonly onSeal?: ((seal: VaultSeal) => void) | undefined;
  readonly restore: (file: string) => void;
  readonly beginRepair: () => void;
};

/** What looks after the log, over the data and the keys of one desk. */
export const createKeeping = ({ folder, data, vault, onSeal, restore, beginRepair }: Parts): KeepingPorts => {
  const paths = dataFolderPaths(folder);
  return {
    backups: data.backups,
    retention: data.retention,
    reindex: data.reindex,
    recovery: {
      make: newRecoveryWords,
      qr: (words) => qrPath(words.join('-').toUpperCase()),
      keep: (words, at) => keepRecovery(paths.recovery, words, vault.keys(), at),
      madeAt: () => recoveryMadeAt(paths.recovery),
    },
    ...(onSeal && {
      passphrase: {
        isSet: () => isUnderPassphrase(paths.vault),
        set: (passphrase) => {
          const seal = passphrase === undefined ? keyFileSeal : passphraseSeal(passphrase);
          sealKeys(paths.vault, vault.keys(), seal);
          onSeal(seal);
        },
      },
    }),
    restore,
    beginRepair,
  };
};
