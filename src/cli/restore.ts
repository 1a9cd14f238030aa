import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolderPaths } from '../adapters/data-folder-paths.ts';
import { lockedFolder } from '../adapters/sqlite/folder-lock.ts';
import { restoreCopy } from '../adapters/sqlite/restore.ts';
import { carryRecovery } from '../adapters/repair-keys.ts';
import { openRecovery } from '../adapters/vault-recovery.ts';
import { openVault, sealKeys } from '../adapters/vault.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { sayProgress } from './progress.ts';

/** The log's key: from the desk's own vault, or from the recovery words and the file beside the desk or the copy. */
const keyFor = (folder: string, from: string, words: string | undefined): string => {
  const { vault, recovery } = dataFolderPaths(folder);
  if (words === undefined) return openVault({ folder: vault, mayCreate: false }).dataKey();
  const file = [recovery, join(dirname(from), 'recovery.key')].find(existsSync);
  if (file === undefined) throw new UsageError('There is no recovery.key beside the desk or the copy.');
  const keys = openRecovery(file, readFileSync(words, 'utf8'));
  sealKeys(vault, keys);
  // The words go on to hold where the copy is put back.
  carryRecovery(from, recovery);
  return keys.dataKey;
};

export const restoreCommand: Command = {
  usage: 'restore --data DIR --from FILE [--words FILE]',
  about:
    'Puts a verified copy in the place of a desk’s log; what lay there is set aside, not deleted.\n' +
    '      --words names a file with the recovery words, where the desk’s keys are gone.',
  run: async (args) => {
    const options = { data: { type: 'string' }, from: { type: 'string' }, words: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const { data, from } = values;
    if (!data || !from) throw new UsageError('Name the desk with --data and the copy with --from.');
    if (!existsSync(from)) throw new UsageError(`${from} is not there.`);
    const release = lockedFolder(data);
    try {
      const key = keyFor(data, from, values.words);
      const aside = await restoreCopy(from, data, key, new Date().toISOString(), { onProgress: sayProgress() });
      if (aside) say(`What lay there is kept as ${aside}`);
      printLine({ ok: true, from, ...(aside && { aside }) });
      return exitCodes.done;
    } finally {
      release();
    }
  },
};
