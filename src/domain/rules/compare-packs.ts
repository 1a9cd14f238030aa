import { canonicalJson } from '../canonical-json.ts';
import type { PackRule } from './pack.ts';

/** One thing a rule says: `key` as `from`, `when.citizenship`, `params.window`, `outcomes.allowed`; the value as it stands in the pack. */
export type RuleFact = { readonly key: string; readonly value: unknown };

/** A fact beside what it was in the other pack; either is missing where only one of them says it. */
export type FactPair = {
  readonly key: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly isChanged: boolean;
};

export type RulePair = {
  readonly id: string;
  readonly what: 'same' | 'changed' | 'added' | 'gone';
  readonly facts: readonly FactPair[];
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows of a parameter are known by what they name, not by their place: a row put in between changes no other. */
const rowKey = (row: Record<string, unknown>, at: number): string => {
  const named = Object.values(row).find(Array.isArray) as unknown[] | undefined;
  return named ? named.join(',') : String(at);
};

const paramFacts = (params: PackRule['params']): RuleFact[] =>
  Object.entries(params).flatMap(([name, value]) =>
    Array.isArray(value) && value.every(isObject) && value.length > 0
      ? value.map((row: Record<string, unknown>, at) => ({ key: `params.${name}.${rowKey(row, at)}`, value: row }))
      : [{ key: `params.${name}`, value }],
  );

/** Everything a rule says, fact by fact, in the order people read it. */
export const ruleFacts = (rule: PackRule): RuleFact[] => [
  ...(rule.from === undefined ? [] : [{ key: 'from', value: rule.from }]),
  ...(rule.to === undefined ? [] : [{ key: 'to', value: rule.to }]),
  { key: 'kind', value: rule.kind },
  ...Object.entries(rule.when ?? {}).map(([name, value]) => ({ key: `when.${name}`, value })),
  ...paramFacts(rule.params),
  ...Object.entries(rule.outcomes).map(([situation, value]) => ({ key: `outcomes.${situation}`, value })),
  { key: 'citation', value: rule.citation },
  { key: 'attested', value: rule.attested },
];

const factsOf = (rule: PackRule | undefined): ReadonlyMap<string, unknown> =>
  new Map((rule ? ruleFacts(rule) : []).map(({ key, value }) => [key, value]));

const pairOf = (id: string, before: PackRule | undefined, after: PackRule | undefined): RulePair => {
  const [was, is] = [factsOf(before), factsOf(after)];
  const keys = [...new Set([...is.keys(), ...was.keys()])];
  const facts = keys.map((key): FactPair => {
    const [old, now] = [was.get(key), is.get(key)];
    const isChanged = before !== undefined && after !== undefined && canonicalJson(old) !== canonicalJson(now);
    return { key, ...(was.has(key) && { before: old }), ...(is.has(key) && { after: now }), isChanged };
  });
  if (!before || !after) return { id, what: before ? 'gone' : 'added', facts };
  return { id, what: facts.some(({ isChanged }) => isChanged) ? 'changed' : 'same', facts };
};

/** Two lots of rules, rule by rule: in the order of the later lot, what is gone after them. */
export const compareRules = (before: readonly PackRule[], after: readonly PackRule[]): RulePair[] => {
  const was = new Map(before.map((rule) => [rule.id, rule]));
  const is = new Map(after.map((rule) => [rule.id, rule]));
  const gone = before.filter(({ id }) => !is.has(id));
  return [
    ...after.map((rule) => pairOf(rule.id, was.get(rule.id), rule)),
    ...gone.map((rule) => pairOf(rule.id, rule, undefined)),
  ];
};
