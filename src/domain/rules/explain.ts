import type { Decision } from '../decision.ts';
import type { Finding, FindingParams, Outcome } from '../finding.ts';
import type { RulePack } from './pack.ts';
import { findingOf } from './sentence.ts';

/** A finding as the log keeps it; the parameters are missing once retention has erased them. */
export type RecordedFinding = { readonly rule: string; readonly outcome: Outcome; readonly params?: FindingParams };

/** Why a recorded finding cannot be told again in full. */
export type ExplainFault = 'erased' | 'unknown-rule' | 'unknown-situation' | 'outcome-differs';

export type Explained = RecordedFinding & { readonly finding?: Finding; readonly fault?: ExplainFault };

/**
 * Tells recorded findings again, sentence, citation and attestation, from the pack they were made by. `outcome-differs` means
 * that the pack is not the one of that day after all: find it by the recorded hash.
 */
export const explainFindings = (recorded: readonly RecordedFinding[], pack: RulePack): Explained[] =>
  recorded.map((one) => {
    const rule = pack.rules.find(({ id }) => id === one.rule);
    if (!rule) return { ...one, fault: 'unknown-rule' };
    if (!one.params) return { ...one, fault: 'erased' };
    const { situation, ...params } = one.params;
    const finding = findingOf(rule, { name: String(situation), params }, pack.words);
    if (!finding) return { ...one, fault: 'unknown-situation' };
    return finding.outcome === one.outcome ? { ...one, finding } : { ...one, finding, fault: 'outcome-differs' };
  });

type Verdict = { readonly advice: Outcome; readonly findings: readonly Pick<Finding, 'rule' | 'outcome'>[] };

/** What another pack, or the same facts weighed again, would have said differently. */
export type VerdictChange = {
  readonly advice?: { readonly before: Outcome; readonly after: Outcome };
  readonly gone: readonly string[];
  readonly added: readonly string[];
};

/** `undefined` where nothing changed. Findings are told apart by rule and outcome. */
export const verdictChange = (before: Verdict, after: Verdict | Decision): VerdictChange | undefined => {
  const keys = ({ findings }: Verdict): string[] => findings.map(({ rule, outcome }) => `${rule} ${outcome}`);
  const [was, is] = [keys(before), keys(after)];
  const gone = was.filter((key) => !is.includes(key));
  const added = is.filter((key) => !was.includes(key));
  const isSameAdvice = before.advice === after.advice;
  if (isSameAdvice && gone.length === 0 && added.length === 0) return undefined;
  return { ...(!isSameAdvice && { advice: { before: before.advice, after: after.advice } }), gone, added };
};
