import { parseArgs } from 'node:util';
import type { CopyOptions } from '../core/backup-ports.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, UsageError } from './output.ts';
import { sayProgress } from './progress.ts';
import { withData } from './with-data.ts';

export const backupCommand: Command = {
  usage: 'backup --data DIR --to DIR [--verify]',
  about:
    'Copies a desk’s log, as encrypted as it is, beside a running desk or a closed one, and reads the copy through.\n' +
    '      --verify reads it through once more, from the disk it was written to.',
  run: async (args) => {
    const options = {
      data: { type: 'string' },
      to: { type: 'string' },
      verify: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const { data: from, to } = values;
    if (!from || !to) throw new UsageError('Name the desk with --data and where the copy goes with --to.');
    return withData(from, async (data) => {
      const progress: CopyOptions = { onProgress: sayProgress() };
      const made = await data.backup(to, progress);
      const verified = values.verify ? await data.backups.verify(made.file, progress) : undefined;
      printLine({ ok: verified?.ok ?? true, ...made, ...(verified && { verified }) });
      return verified?.ok === false ? exitCodes.wrong : exitCodes.done;
    });
  },
};
