import { decide } from '../../../src/domain/decide.ts';
import type { Post } from '../../../src/domain/post.ts';
import { stayOf } from '../../../src/domain/rules/kinds/stay.ts';
import type { PackRule, RulePack } from '../../../src/domain/rules/pack.ts';
import { ruleKinds } from '../../../src/domain/rules/rule-kinds.ts';
import { sceneOf, type Facts } from '../../../src/domain/rules/scene.ts';

const text = { kk: 'kk', ru: 'ru', en: 'en' };
export const post: Post = {
  id: 'p',
  name: text,
  region: text,
  zone: 'Asia/Oral',
  kind: 'bilateral',
  closures: [{ from: '2025-06-01', to: '2025-06-30', transports: ['car', 'bus'], citation: 'Roadworks' }],
};

/** A pack of one rule of a kind, every situation of which is told. */
export const packOf = (kind: string, params: Record<string, unknown>, over: Partial<PackRule> = {}): RulePack => {
  const situations = ruleKinds[kind]?.situations ?? [];
  const outcomes = Object.fromEntries(situations.map((name) => [name, { outcome: 'info' as const, text }]));
  const rule: PackRule = { id: 'R', kind, params, citation: 'Law', attested: 'official', outcomes, ...over };
  const ids = { id: 'x', version: '2025.1.1', state: 'XXA', zone: 'UTC', reviewedOn: '2025-01-01', hash: '0' };
  const groups = { near: [{ states: ['KAZ'] }, { states: ['RUS'], from: '2025-01-01', to: '2025-07-01' }] };
  return { ...ids, groups, words: {}, from: '2015-01-01', title: text, rules: [rule] };
};

export type Over = { document?: Partial<Facts['document']>; direction?: 'entry' | 'exit' } & Partial<
  Omit<Facts, 'document'>
>;

/** A situation its kind does not know would pass unseen: a pack is silent about it. */
const mustBeKnown = (facts: Facts): void => {
  for (const rule of facts.pack.rules) {
    const kind = ruleKinds[rule.kind];
    const scene = sceneOf(facts);
    const counted = rule.kind === 'stay' ? { ...scene, stay: stayOf(scene, rule).count } : scene;
    for (const situation of kind?.weigh(counted, rule) ?? [])
      if (!kind?.situations.includes(situation.name))
        throw new Error(`unknown situation: ${JSON.stringify(situation)}`);
  }
};

/** What the rules of the pack say, as it stands in the log. */
export const said = (pack: RulePack, { document, direction = 'entry', ...over }: Over = {}) => {
  const facts: Facts = {
    document: { type: 'passport', format: 'none', citizenship: 'RUS', birthDate: '1990-03-15', sex: 'F', ...document },
    circumstances: { direction },
    at: '2025-06-10T08:00:00Z',
    post,
    history: [],
    historyKnown: { asOf: '2025-06-10T08:00:00Z', complete: true },
    ...over,
    pack,
  };
  mustBeKnown(facts);
  return decide(facts).findings.map(({ params, citation }): Record<string, unknown> => ({
    ...params,
    ...(citation === 'Law' ? {} : { citation }),
  }));
};

export const entered = (day: string) => [{ at: `${day}T08:00:00Z`, direction: 'entry' as const, post: 'p' }];
