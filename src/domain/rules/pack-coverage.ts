import type { PackProblem } from './pack-check.ts';
import type { PackFile, PackRule } from './pack.ts';
import { belongs, isInForce } from './scene.ts';

/** Kinds of which exactly one rule must speak of an entering citizen at any time. */
const exclusiveKinds = ['stay', 'document-accepted'];

const citizenshipsOf = (rule: PackRule): string[] => [
  ...(rule.when?.citizenship ?? []),
  ...(rule.when?.notCitizenship ?? []),
];

const statesOf = (pack: PackFile): string[] => {
  const named = pack.rules.flatMap(citizenshipsOf).filter((name) => name === name.toUpperCase());
  const grouped = Object.values(pack.groups).flatMap((rows) => rows.flatMap(({ states }) => states));
  return [...new Set([...named, ...grouped])].sort();
};

/** Days on which anything changes: between two of them every day is like the first. */
const turningDays = (pack: PackFile): string[] => {
  const dates = [...pack.rules, ...Object.values(pack.groups).flat()].flatMap(({ from, to }) => [from, to]);
  const starts = pack.editions.map(({ from }) => from).sort();
  const [first = ''] = starts;
  const end = pack.editions.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.to ?? '9999-12-31';
  return [...new Set([...starts, ...dates.filter((date) => date !== undefined)])]
    .filter((date) => date >= first && date < end)
    .sort();
};

/** Whether a rule speaks of any adult of that citizenship who enters on the day. */
const speaksOf = (rule: PackRule, state: string, day: string, pack: PackFile): boolean => {
  const { when = {} } = rule;
  return (
    isInForce(rule, day) &&
    when.direction !== 'exit' &&
    (!when.citizenship || belongs(state, when.citizenship, pack, day)) &&
    (!when.notCitizenship || !belongs(state, when.notCitizenship, pack, day)) &&
    (!when.enteredBefore || day < when.enteredBefore) &&
    (!when.enteredFrom || day >= when.enteredFrom) &&
    !when.documentTypes &&
    !when.purposes &&
    when.minAge === undefined &&
    when.maxAge === undefined
  );
};

/** Days on which two rules of stay or of documents speak of the same people, or none does any more where one did. */
export const coverageProblems = (pack: PackFile): PackProblem[] => {
  const days = turningDays(pack);
  const found = new Map<string, PackProblem>();
  for (const kind of exclusiveKinds) {
    const rules = pack.rules.filter((rule) => rule.kind === kind);
    for (const state of statesOf(pack)) {
      let last: PackRule | undefined;
      for (const day of days) {
        const [first, second] = rules.filter((rule) => speaksOf(rule, state, day, pack));
        if (first && second && !found.has(`${first.id} ${second.id}`))
          found.set(`${first.id} ${second.id}`, {
            code: 'overlap',
            where: first.id,
            detail: `${second.id}, ${state} on ${day}`,
          });
        if (!first && last && !found.has(last.id))
          found.set(last.id, { code: 'hole', where: last.id, detail: `nothing follows for ${state} on ${day}` });
        last = first ?? last;
      }
    }
  }
  return [...found.values()];
};
