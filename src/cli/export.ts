import { parseArgs } from 'node:util';
import { writeWhole } from '../adapters/whole-file.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, UsageError } from './output.ts';
import { sayProgress } from './progress.ts';
import { withData } from './with-data.ts';

const perSlice = 1000;

export const exportCommand: Command = {
  usage: 'export --data DIR --to FILE',
  about: 'Writes the log as text, one entry a line (NDJSON, docs/verify.md), names and numbers of travellers in it.',
  run: async (args) => {
    const options = { data: { type: 'string' }, to: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const { data, to } = values;
    if (!data || !to) throw new UsageError('Name the desk with --data and the file with --to.');
    return withData(data, ({ log }) => {
      const { seq: total, hash } = log.head();
      const tell = sayProgress();
      let done = 0;
      writeWhole(to, (put) => {
        while (done < total) {
          const part = log.entriesAfter(done, Math.min(perSlice, total - done));
          if (part.length === 0) break;
          put(part.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
          done += part.length;
          tell({ step: 'export', done, total });
        }
      });
      printLine({ ok: done === total, file: to, entries: done, hash });
      return done === total ? exitCodes.done : exitCodes.wrong;
    });
  },
};
