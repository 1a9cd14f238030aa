import { parseArgs } from 'node:util';
import { deskLaw, loadRules } from '../adapters/rule-files.ts';
import type { CrossingLog, RuleStore } from '../core/ports.ts';
import type { CrossingBody } from '../domain/crossing.ts';
import { explainFindings, type Explained } from '../domain/rules/explain.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { resourceFolder } from './places.ts';
import { withData } from './with-data.ts';

type ExplainedEntry = Pick<CrossingBody, 'pack' | 'advice'> & {
  readonly entry: number;
  readonly at: string;
  readonly findings: readonly Explained[];
};

/** What is printed of one entry; a sentence for people where it cannot be told. */
const explained = (log: CrossingLog, rules: Pick<RuleStore, 'packByHash'>, seq: number): ExplainedEntry | string => {
  const crossing = log.crossing(seq);
  if (!crossing) return `Entry ${seq} is no crossing of this log.`;
  const { pack: ref, advice, findings: found } = crossing.body;
  const pack = rules.packByHash(ref.hash);
  if (!pack) return `The pack ${ref.id} of this crossing is not here. Put its file back into resources/rules.`;
  const params = crossing.personal?.findingParams;
  const recorded = found.map((finding, at) => ({ ...finding, ...(params?.[at] && { params: params[at] }) }));
  return { entry: seq, at: crossing.at, pack: ref, advice, findings: explainFindings(recorded, pack) };
};

export const explainCommand: Command = {
  usage: 'explain --data DIR ENTRY…',
  about:
    'Tells the findings of recorded crossings again, from their inputs and the pack they were decided by; a line each.',
  run: async (args) => {
    const options = { data: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const seqs = positionals.map(Number);
    if (!values.data || seqs.length === 0 || seqs.some((seq) => !Number.isInteger(seq) || seq < 1))
      throw new UsageError('Name the folder and the number of an entry.');
    return withData(values.data, (folder) => {
      const rules = deskLaw(loadRules(resourceFolder), folder.packs);
      let isWhole = true;
      for (const seq of seqs) {
        const told = explained(folder.log, rules, seq);
        if (typeof told === 'string') say(told);
        else printLine(told);
        isWhole &&= typeof told !== 'string' && told.findings.every(({ fault }) => fault === undefined);
      }
      return isWhole ? exitCodes.done : exitCodes.wrong;
    });
  },
};
