import { parseArgs } from 'node:util';
import { loadRules } from '../adapters/rule-files.ts';
import { explainFindings } from '../domain/rules/explain.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { resourceFolder } from './places.ts';
import { withData } from './with-data.ts';

export const explainCommand: Command = {
  usage: 'explain --data DIR ENTRY',
  about: 'Tells the findings of a recorded crossing again, from its inputs and the pack it was decided by.',
  run: async (args) => {
    const options = { data: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const seq = Number(positionals[0]);
    if (!values.data || !Number.isInteger(seq) || seq < 1)
      throw new UsageError('Name the folder and the number of an entry.');
    return withData(values.data, (folder) => {
      const crossing = folder.log.crossing(seq);
      if (!crossing) {
        say(`Entry ${seq} is no crossing of this log.`);
        return exitCodes.wrong;
      }
      const pack = loadRules(resourceFolder).packByHash(crossing.body.pack.hash);
      if (!pack) {
        say(`The pack ${crossing.body.pack.id} of this crossing is not here. Put its file back into resources/rules.`);
        return exitCodes.wrong;
      }
      const params = crossing.personal?.findingParams;
      const recorded = crossing.body.findings.map((finding, at) => ({
        ...finding,
        ...(params?.[at] && { params: params[at] }),
      }));
      const findings = explainFindings(recorded, pack);
      printLine({ entry: seq, at: crossing.at, pack: crossing.body.pack, advice: crossing.body.advice, findings });
      return findings.some(({ fault }) => fault) ? exitCodes.wrong : exitCodes.done;
    });
  },
};
