import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dataFolderPaths } from '../adapters/data-folder-paths.ts';
import { openData } from '../adapters/sqlite/open-data.ts';
import { restoreCopy } from '../adapters/sqlite/backup.ts';
import { openVault } from '../adapters/vault.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';

export const backupCommand: Command = {
  usage: 'backup --data DIR --to DIR',
  about: 'Copies a closed desk’s log, as encrypted as it is, and reads the copy through. A running desk makes its own.',
  run: async (args) => {
    const options = { data: { type: 'string' }, to: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (!values.data || !values.to)
      throw new UsageError('Name the desk with --data and where the copy goes with --to.');
    const folder = openData({ folder: values.data });
    try {
      printLine({ ok: true, ...(await folder.backup(values.to)) });
      return exitCodes.done;
    } finally {
      folder.close();
    }
  },
};

export const restoreCommand: Command = {
  usage: 'restore --data DIR --from FILE',
  about: 'Puts a verified copy in the place of a desk’s log; what lay there is set aside, not deleted.',
  run: async (args) => {
    const options = { data: { type: 'string' }, from: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (!values.data || !values.from) throw new UsageError('Name the desk with --data and the copy with --from.');
    if (!existsSync(values.from)) throw new UsageError(`${values.from} is not there.`);
    const vault = openVault({ folder: dataFolderPaths(values.data).vault, mayCreate: false });
    const aside = await restoreCopy(values.from, values.data, vault.dataKey(), new Date().toISOString());
    if (aside) say(`What lay there is kept as ${aside}`);
    printLine({ ok: true, from: values.from, ...(aside && { aside }) });
    return exitCodes.done;
  },
};
