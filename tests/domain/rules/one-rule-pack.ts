import { decide } from '../../../src/domain/decide.ts';
import type { Post } from '../../../src/domain/post.ts';
import type { PackRule, RulePack } from '../../../src/domain/rules/pack.ts';
import { ruleKinds } from '../../../src/domain/rules/rule-kinds.ts';
import type { Facts } from '../../../src/domain/rules/scene.ts';

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

/** What the rule says, as it stands in the log. */
export const said = (pack: RulePack, { document, direction = 'entry', ...over }: Over = {}) =>
  decide({
    document: { type: 'passport', format: 'none', citizenship: 'RUS', birthDate: '1990-03-15', sex: 'F', ...document },
    circumstances: { direction },
    at: '2025-06-10T08:00:00Z',
    post,
    history: [],
    historyKnown: { asOf: '2025-06-10T08:00:00Z', complete: true },
    ...over,
    pack,
  }).findings.map(({ params, citation }): Record<string, unknown> => ({
    ...params,
    ...(citation === 'Law' ? {} : { citation }),
  }));

export const entered = (day: string) => [{ at: `${day}T08:00:00Z`, direction: 'entry' as const, post: 'p' }];
