import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareRules, ruleFacts } from '../../../src/domain/rules/compare-packs.ts';
import { editionsOf, rulesOfEdition } from '../../../src/domain/rules/editions.ts';
import type { PackFile, PackRule } from '../../../src/domain/rules/pack.ts';
import { fingerprintOf } from '../../../src/domain/rules/signed-pack.ts';

const text = { kk: 'kk', ru: 'ru', en: 'en' };
const applies = { outcome: 'info' as const, text };
const rule = (over: Partial<PackRule> = {}): PackRule => ({
  id: 'A',
  kind: 'notice',
  params: {},
  citation: 'Law',
  attested: 'official',
  outcomes: { applies },
  ...over,
});

describe('what a rule says, fact by fact', () => {
  it('is its dates where it has them, its kind, scope, parameters, outcomes and source', () => {
    const plain = [
      { key: 'kind', value: 'notice' },
      { key: 'outcomes.applies', value: applies },
      { key: 'citation', value: 'Law' },
      { key: 'attested', value: 'official' },
    ];
    expect(ruleFacts(rule())).toEqual(plain);
    const when = { direction: 'entry' as const, minAge: 14 };
    expect(ruleFacts(rule({ from: '2020-01-01', to: '2021-01-01', when })).slice(0, 5)).toEqual([
      { key: 'from', value: '2020-01-01' },
      { key: 'to', value: '2021-01-01' },
      { key: 'kind', value: 'notice' },
      { key: 'when.direction', value: 'entry' },
      { key: 'when.minAge', value: 14 },
    ]);
  });

  it('takes lists of rows apart, and nothing else', () => {
    const of = (rows: unknown) => ruleFacts(rule({ params: { rows } })).filter(({ key }) => key.startsWith('params'));
    const [one, two] = [{ types: ['passport', 'id-card'] }, { minAge: 3 }];
    expect(of([one, two])).toEqual([
      { key: 'params.rows.passport,id-card', value: one },
      { key: 'params.rows.1', value: two },
    ]);
    for (const whole of [[], [one, 'x'], [one, null], [one, ['x']], ['x'], { days: 90 }, 'x', null])
      expect(of(whole)).toEqual([{ key: 'params.rows', value: whole }]);
  });
});

describe('rules beside each other', () => {
  it('that came or went have no fact that changed', () => {
    const [added] = compareRules([], [rule()]);
    expect(added?.what).toBe('added');
    expect(added?.facts[0]).toStrictEqual({ key: 'kind', after: 'notice', isChanged: false });
    const [gone] = compareRules([rule()], []);
    expect(gone?.what).toBe('gone');
    expect(gone?.facts[0]).toStrictEqual({ key: 'kind', before: 'notice', isChanged: false });
  });

  it('show what only one of them says after what both say', () => {
    const [pair] = compareRules([rule({ from: '2020-01-01' })], [rule({ to: '2021-01-01' })]);
    expect(pair?.what).toBe('changed');
    expect(pair?.facts.map(({ key, isChanged }) => [key, isChanged])).toEqual([
      ['to', true],
      ['kind', false],
      ['outcomes.applies', false],
      ['citation', false],
      ['attested', false],
      ['from', true],
    ]);
    expect(pair?.facts[0]).toStrictEqual({ key: 'to', after: '2021-01-01', isChanged: true });
    expect(pair?.facts[1]).toStrictEqual({ key: 'kind', before: 'notice', after: 'notice', isChanged: false });
  });
});

describe('the rules of an edition', () => {
  const rules = [
    rule({ id: 'ALWAYS' }),
    rule({ id: 'FIRST', to: '2021-01-01' }),
    rule({ id: 'SECOND', from: '2021-01-01', to: '2022-01-01' }),
    rule({ id: 'THIRD', from: '2022-01-01' }),
  ];
  const edition = (from: string, to?: string) => ({ from, title: text, ...(to !== undefined && { to }) });
  const idsOf = (editions: PackFile['editions'], from: string): string[] =>
    rulesOfEdition({ editions, rules } as unknown as PackFile, from).map(({ id }) => id);

  it('are those in force at any time of it, in whatever order the editions stand', () => {
    const ordered = [edition('2020-01-01'), edition('2021-01-01'), edition('2022-01-01')];
    for (const editions of [ordered, ordered.toReversed()]) {
      expect(idsOf(editions, '2020-01-01')).toEqual(['ALWAYS', 'FIRST']);
      expect(idsOf(editions, '2021-01-01')).toEqual(['ALWAYS', 'SECOND']);
      expect(idsOf(editions, '2022-01-01')).toEqual(['ALWAYS', 'THIRD']);
    }
  });

  it('end where the edition says it ends', () => {
    expect(idsOf([edition('2020-01-01', '2021-06-01')], '2020-01-01')).toEqual(['ALWAYS', 'FIRST', 'SECOND']);
    expect(idsOf([edition('2020-01-01')], '2020-01-01')).toEqual(['ALWAYS', 'FIRST', 'SECOND', 'THIRD']);
  });
});

it('an edition keeps how long names are kept, where the pack says so', () => {
  const editions = [{ from: '2020-01-01', title: text }];
  const retention = { id: 'R', months: 60, citation: 'Law', attested: 'official', text };
  const of = (more: object) => editionsOf({ editions, rules: [], ...more } as unknown as PackFile, () => '')[0];
  expect(of({ retention })?.retention).toEqual(retention);
  expect(of({})).not.toHaveProperty('retention');
});

it('a key is told by sixteen digits of its hash', () => {
  const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');
  expect(fingerprintOf('abc', sha256)).toBe('ba7816bf8f01cfea');
});
