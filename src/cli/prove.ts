import { parseArgs } from 'node:util';
import { sha256 } from '../adapters/hash.ts';
import { writeWhole } from '../adapters/whole-file.ts';
import { StationFault } from '../contract/fault.ts';
import { proofOf } from '../core/proving.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { withData } from './with-data.ts';

export const proveCommand: Command = {
  usage: 'prove --data DIR SEQ [--to FILE]',
  about: 'Proves that an entry stands in the log, for whoever has the log not: checked with beket verify FILE.',
  run: async (args) => {
    const options = { data: { type: 'string' }, to: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const seq = Number(positionals[0]);
    if (!values.data || !Number.isSafeInteger(seq) || seq < 1)
      throw new UsageError('Name the data folder with --data and the sequence of an entry.');
    const { data, to } = values;
    return withData(data, ({ log, evidence }) => {
      try {
        const proof = proofOf(log, evidence, sha256, seq);
        if (to === undefined) printLine(proof);
        else {
          writeWhole(to, (put) => put(`${JSON.stringify(proof)}\n`));
          printLine({ ok: true, file: to, seq });
        }
        return exitCodes.done;
      } catch (error) {
        if (!(error instanceof StationFault)) throw error;
        say(error.code === 'not-signed' ? 'The shift of this entry is not closed yet.' : 'There is no such entry.');
        printLine({ ok: false, seq, reason: error.code });
        return exitCodes.wrong;
      }
    });
  },
};
