import type { CrossingRecord } from '../crossing-record.ts';
import { decide } from '../decide.ts';
import { heaviest, type Outcome } from '../finding.ts';
import { verdictChange, type VerdictChange } from './explain.ts';
import type { PackRule, RulePack } from './pack.ts';
import type { Facts } from './scene.ts';

type Weighed = { readonly rule: string; readonly outcome: Outcome };
type Verdict = { readonly advice: Outcome; readonly findings: readonly Weighed[] };

/** Kinds that weigh what the log does not keep: a list as it was that day, what a reader made of a page. */
const kindsOfTheMoment = ['watchlist', 'reading-problems'];

const ruleOf = (pack: RulePack, id: string): PackRule | undefined => pack.rules.find((rule) => rule.id === id);

/** Findings of the moment as they were recorded, told by another pack: the same rule there, or silence. */
const carriedOver = ({ body, personal }: CrossingRecord, was: RulePack, pack: RulePack): Weighed[] =>
  body.findings.flatMap(({ rule }, at) => {
    const situation = personal?.findingParams?.[at]?.['situation'];
    if (situation === undefined || !kindsOfTheMoment.includes(ruleOf(was, rule)?.kind ?? '')) return [];
    const outcome = ruleOf(pack, rule)?.outcomes[String(situation)]?.outcome;
    return outcome ? [{ rule, outcome }] : [];
  });

/**
 * The verdict of a recorded crossing by two packs over the same facts, so that whatever differs is the packs' doing: not a list
 * that was replaced since, not a history that was completed.
 */
export const reweigh = (
  record: CrossingRecord,
  facts: Omit<Facts, 'pack'>,
  was: RulePack,
  is: RulePack,
): { readonly before: Verdict; readonly after: Verdict; readonly change?: VerdictChange } => {
  const verdictBy = (pack: RulePack): Verdict => {
    const findings: Weighed[] = [...decide({ ...facts, pack }).findings, ...carriedOver(record, was, pack)];
    return { advice: heaviest(findings), findings };
  };
  const [before, after] = [verdictBy(was), verdictBy(is)];
  const change = verdictChange(before, after);
  return { before, after, ...(change && { change }) };
};
