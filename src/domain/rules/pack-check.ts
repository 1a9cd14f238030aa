import * as v from 'valibot';
import { packFileSchema, type PackFile, type PackRule } from './pack.ts';
import { zoneOffset } from '../local-time.ts';
import { coverageProblems } from './pack-coverage.ts';
import { ruleKinds } from './rule-kinds.ts';

/** What is wrong with a pack, and where (a path such as `rules.KZ.STAY.outcomes.allowed`). Stable codes, for people and scripts. */
export type PackProblem = {
  readonly code:
    | 'not-json'
    | 'bad-schema'
    | 'missing-language'
    | 'unknown-kind'
    | 'bad-params'
    | 'unknown-situation'
    | 'no-situation'
    | 'unknown-group'
    | 'unknown-zone'
    | 'duplicate-rule'
    | 'bad-dates'
    | 'hole'
    | 'overlap';
  readonly where: string;
  readonly detail?: string;
};

const issuePath = (issue: v.BaseIssue<unknown>): string => (issue.path ?? []).map(({ key }) => String(key)).join('.');

const languages = ['kk', 'ru', 'en'];

const schemaProblem = (issue: v.BaseIssue<unknown>): PackProblem => {
  const where = issuePath(issue);
  const isLanguage = languages.includes(where.split('.').at(-1) ?? '');
  return { code: isLanguage ? 'missing-language' : 'bad-schema', where, detail: issue.message };
};

const emptyTexts = (rule: PackRule): PackProblem[] =>
  Object.entries(rule.outcomes).flatMap(([situation, { text }]) =>
    Object.entries(text)
      .filter(([, sentence]) => sentence.trim() === '')
      .map(([language]) => ({ code: 'missing-language', where: `${rule.id}.${situation}.${language}` }) as const),
  );

const checkRule = (rule: PackRule, groups: PackFile['groups']): PackProblem[] => {
  const kind = ruleKinds[rule.kind];
  if (!kind) return [{ code: 'unknown-kind', where: rule.id, detail: rule.kind }];
  const problems: PackProblem[] = emptyTexts(rule);
  const params = v.safeParse(kind.params, rule.params);
  if (!params.success)
    problems.push(
      ...params.issues.map(
        (issue) => ({ code: 'bad-params', where: `${rule.id}.${issuePath(issue)}`, detail: issue.message }) as const,
      ),
    );
  const situations = Object.keys(rule.outcomes);
  if (situations.length === 0) problems.push({ code: 'no-situation', where: rule.id });
  for (const situation of situations)
    if (!kind.situations.includes(situation))
      problems.push({ code: 'unknown-situation', where: rule.id, detail: situation });
  const named = [rule.when?.citizenship, rule.when?.notCitizenship, rule.when?.issuer].flatMap((list) => list ?? []);
  for (const name of named)
    if (name !== name.toUpperCase() && !groups[name])
      problems.push({ code: 'unknown-group', where: rule.id, detail: name });
  if (rule.from !== undefined && rule.to !== undefined && rule.from >= rule.to)
    problems.push({ code: 'bad-dates', where: rule.id, detail: `${rule.from}..${rule.to}` });
  return problems;
};

/** Two rules of one id must not be in force at once; the editions must follow one another without a hole or an overlap. */
const checkDates = (pack: PackFile): PackProblem[] => {
  const problems: PackProblem[] = [];
  const seen = new Map<string, PackRule>();
  for (const rule of pack.rules) {
    const other = seen.get(rule.id);
    if (other) {
      const isApart = (other.to ?? '9999') <= (rule.from ?? '') || (rule.to ?? '9999') <= (other.from ?? '');
      problems.push({ code: isApart ? 'duplicate-rule' : 'overlap', where: rule.id });
    }
    seen.set(rule.id, rule);
  }
  const editions = pack.editions.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  editions.forEach((edition, i) => {
    const next = editions[i + 1];
    const where = `editions.${edition.from}`;
    if (edition.to !== undefined && edition.to <= edition.from) problems.push({ code: 'bad-dates', where });
    if (next && next.from === edition.from) problems.push({ code: 'overlap', where });
    else if (next && edition.to !== undefined && edition.to < next.from)
      problems.push({ code: 'hole', where, detail: `${edition.to}..${next.from}` });
    else if (next && edition.to !== undefined && edition.to > next.from)
      problems.push({ code: 'overlap', where, detail: `${next.from}..${edition.to}` });
  });
  return problems;
};

const checkZone = ({ zone }: PackFile): PackProblem[] => {
  try {
    zoneOffset(0, zone);
    return [];
  } catch {
    return [{ code: 'unknown-zone', where: 'zone', detail: zone }];
  }
};

/** Checks a pack as parsed from JSON. A pack without problems can be cut into editions and weighed by. */
export const checkPackValue = (
  value: unknown,
): { readonly pack?: PackFile; readonly problems: readonly PackProblem[] } => {
  const parsed = v.safeParse(packFileSchema, value);
  if (!parsed.success) return { problems: parsed.issues.map(schemaProblem) };
  const pack = parsed.output;
  const problems = [
    ...checkZone(pack),
    ...pack.rules.flatMap((rule) => checkRule(rule, pack.groups)),
    ...checkDates(pack),
    ...coverageProblems(pack),
  ];
  return problems.length === 0 ? { pack, problems } : { problems };
};

/** Checks the text of a pack file; `beket pack check`. */
export const checkPack = (text: string): readonly PackProblem[] => {
  try {
    return checkPackValue(JSON.parse(text)).problems;
  } catch (error) {
    return [{ code: 'not-json', where: '', detail: error instanceof Error ? error.message : String(error) }];
  }
};
