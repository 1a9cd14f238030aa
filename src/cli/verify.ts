import { parseArgs } from 'node:util';
import { DataFault } from '../adapters/sqlite/data-fault.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { withData } from './with-data.ts';

/** Entries between two reports of progress on standard error. */
const reportEvery = 100_000;

/** Faults of a log whose very beginning is damaged: nothing of it can be read. */
const unopenable: readonly string[] = ['wrong-key', 'damaged', 'not-a-database', 'not-encrypted'];

export const verifyCommand: Command = {
  usage: 'verify --data DIR',
  about: "Checks a desk's log from its first entry to its last; names the first bad sequence.",
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' } } });
    if (!values.data) throw new UsageError('Name the data folder with --data.');
    const checked = withData(values.data, async ({ log }) => {
      let told = 0;
      const report = await log.verify((done, total) => {
        if (done - told < reportEvery) return;
        told = done;
        say(`${done} of ${total}`);
      });
      printLine(report);
      return report.ok ? exitCodes.done : exitCodes.wrong;
    });
    return checked.catch((error: unknown) => {
      if (!(error instanceof DataFault) || !unopenable.includes(error.code)) throw error;
      say(error.message);
      printLine({ ok: false, entries: 0, firstBad: 1, reason: 'unreadable' });
      return exitCodes.wrong;
    });
  },
};
