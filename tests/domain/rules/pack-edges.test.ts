import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { editionsOf } from '../../../src/domain/rules/editions.ts';
import { checkPack, checkPackValue } from '../../../src/domain/rules/pack-check.ts';
import type { PackFile, PackRule } from '../../../src/domain/rules/pack.ts';
import { findingOf } from '../../../src/domain/rules/sentence.ts';

const text = { kk: 'kk', ru: 'ru', en: 'en' };
const said = { applies: { outcome: 'info' as const, text } };
const rule = (id: string, over: Partial<PackRule> = {}): PackRule => ({
  id,
  kind: 'notice',
  params: {},
  citation: 'Law',
  attested: 'official',
  outcomes: said,
  ...over,
});
const allowed = { allowed: { outcome: 'ok' as const, text } };
const stay = (id: string, over: Partial<PackRule> = {}): PackRule =>
  rule(id, { kind: 'stay', params: { perStay: 30 }, outcomes: allowed, ...over });
const edition = (from: string, to?: string) => ({ from, title: text, ...(to !== undefined && { to }) });
const pack = (over: Partial<PackFile>): PackFile => ({
  format: 1,
  id: 'x',
  version: '2025.1.1',
  state: 'XXA',
  zone: 'UTC',
  reviewedOn: '2025-01-01',
  groups: {},
  words: {},
  editions: [edition('2020-01-01')],
  rules: [],
  ...over,
});
const problemsOf = (over: Partial<PackFile>) => checkPackValue(pack(over)).problems;

describe('the editions of a pack', () => {
  const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');
  const dated = [
    rule('ALWAYS'),
    rule('BEFORE', { to: '2021-01-01' }),
    rule('AFTER', { from: '2021-01-01' }),
    rule('ACROSS', { from: '2020-06-01', to: '2021-06-01' }),
    rule('EARLIER', { to: '2020-01-01' }),
    rule('LATER', { from: '2021-01-02', to: '2022-01-01' }),
  ];

  it('follow one another whatever order they are written in, each with the rules that are in force in it', () => {
    for (const editions of [
      [edition('2020-01-01'), edition('2021-01-01')],
      [edition('2021-01-01'), edition('2020-01-01')],
    ]) {
      const [first, second, ...more] = editionsOf(pack({ editions, rules: dated }), sha256);
      expect(more).toEqual([]);
      expect(first).toMatchObject({ id: 'x-2020-01-01', from: '2020-01-01', to: '2021-01-01' });
      expect(first?.rules.map(({ id }) => id)).toEqual(['ALWAYS', 'BEFORE', 'ACROSS']);
      expect(second?.rules.map(({ id }) => id)).toEqual(['ALWAYS', 'AFTER', 'ACROSS', 'LATER']);
      expect(Object.keys(second ?? {})).not.toContain('to');
    }
  });

  it('end where they say so', () => {
    const editions = [edition('2020-01-01', '2020-06-01')];
    const [only] = editionsOf(pack({ editions, rules: dated }), sha256);
    expect(only?.to).toBe('2020-06-01');
    expect(only?.rules.map(({ id }) => id)).toEqual(['ALWAYS', 'BEFORE']);
  });
});

describe('the dates of a pack', () => {
  it.each([
    ['one after another', [edition('2020-01-01', '2021-01-01'), edition('2021-01-01')], []],
    ['in any order', [edition('2021-01-01'), edition('2020-01-01', '2021-01-01')], []],
    [
      'with a hole',
      [edition('2021-01-02'), edition('2020-01-01', '2021-01-01')],
      [{ code: 'hole', where: 'editions.2020-01-01', detail: '2021-01-01..2021-01-02' }],
    ],
    [
      'with an overlap',
      [edition('2021-01-01'), edition('2020-01-01', '2021-01-02')],
      [{ code: 'overlap', where: 'editions.2020-01-01', detail: '2021-01-01..2021-01-02' }],
    ],
    [
      'begun twice',
      [edition('2020-01-01'), edition('2020-01-01')],
      [{ code: 'overlap', where: 'editions.2020-01-01' }],
    ],
    ['ended as it began', [edition('2020-01-01', '2020-01-01')], [{ code: 'bad-dates', where: 'editions.2020-01-01' }]],
    ['ended at last', [edition('2020-01-01', '2020-01-02')], []],
  ])('as editions %s', (_name, editions, problems) => {
    expect(problemsOf({ editions })).toEqual(problems);
  });

  it.each([
    ['2021-01-01', '2021-01-01', [{ code: 'bad-dates', where: 'A', detail: '2021-01-01..2021-01-01' }]],
    ['2021-01-01', '2021-01-02', []],
    ['2021-01-01', undefined, []],
    [undefined, '2021-01-01', []],
  ])('as a rule from %s to %s', (from, to, problems) => {
    const dates = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    expect(problemsOf({ rules: [rule('A', dates)] })).toEqual(problems);
  });

  it.each([
    [{ to: '2021-01-01' }, { from: '2021-01-01' }, 'duplicate-rule'],
    [{ from: '2021-01-01' }, { to: '2021-01-01' }, 'duplicate-rule'],
    [{ to: '2021-01-02' }, { from: '2021-01-01' }, 'overlap'],
    [{ from: '2021-01-01' }, { to: '2021-01-02' }, 'overlap'],
    [{}, { from: '2021-01-01' }, 'overlap'],
    [{ from: '2021-01-01' }, {}, 'overlap'],
    [{}, { to: '2021-01-01' }, 'overlap'],
  ])('as one id in %o and in %o', (one, other, code) => {
    expect(problemsOf({ rules: [rule('A', one), rule('A', other)] })).toEqual([{ code, where: 'A' }]);
  });

  it('are of a zone that is known', () => {
    expect(problemsOf({ zone: 'Asia/Atlantis' })).toEqual([
      { code: 'unknown-zone', where: 'zone', detail: 'Asia/Atlantis' },
    ]);
  });
});

describe('the words of a pack', () => {
  it.each(['kk', 'ru', 'en'])('are needed in %s', (language) => {
    const rest = Object.fromEntries(Object.entries(text).filter(([key]) => key !== language));
    const broken = { ...pack({}), editions: [{ from: '2020-01-01', title: rest }] };
    const [problem] = checkPackValue(broken).problems;
    expect(problem).toMatchObject({ code: 'missing-language', where: `editions.0.title.${language}` });
  });

  it('are JSON', () => {
    expect(checkPack('{')).toEqual([{ code: 'not-json', where: '', detail: expect.stringContaining('JSON') }]);
    expect(checkPack('7')).toMatchObject([{ code: 'bad-schema', where: '' }]);
  });

  it('show days day first, only where a day stands alone, and lists with commas', () => {
    const spoken = { kk: '{a}', ru: '{a}', en: '{a}, {b}' };
    const one = rule('A', { outcomes: { applies: { outcome: 'info', text: spoken } } });
    const words = { car: { kk: 'к', ru: 'м', en: 'motor' } };
    const shown = (a: string): string | undefined => findingOf(one, { name: 'applies', params: { a } }, words)?.text.en;
    expect(shown('2025-06-01')).toBe('01.06.2025, –');
    expect(shown('2025-06-01 at noon')).toBe('2025-06-01 at noon, –');
    expect(shown('on 2025-06-01')).toBe('on 2025-06-01, –');
    expect(shown('car, bus, 2025-06-01')).toBe('motor, bus, 01.06.2025, –');
  });
});

describe('who a pack speaks of', () => {
  const inForce = { from: '2020-01-01' };

  it('finds a state of which two rules of stay speak, with the first day', () => {
    const rules = [
      stay('A', { ...inForce, when: { citizenship: ['RUS'] } }),
      stay('B', { from: '2021-03-01', when: { notCitizenship: ['KAZ'] } }),
    ];
    expect(problemsOf({ rules })).toContainEqual({ code: 'overlap', where: 'A', detail: 'B, RUS on 2021-03-01' });
  });

  it('tells two pairs of rules apart, each told once', () => {
    const rules = ['A', 'B', 'C', 'D'].map((id, i) => stay(id, { when: { citizenship: [i < 2 ? 'RUS' : 'BLR'] } }));
    expect(problemsOf({ rules })).toEqual([
      { code: 'overlap', where: 'C', detail: 'D, BLR on 2020-01-01' },
      { code: 'overlap', where: 'A', detail: 'B, RUS on 2020-01-01' },
    ]);
  });

  it('looks at documents as at stays', () => {
    const rows = { rows: [{ types: ['passport' as const] }] };
    const papers = (id: string, from: string): PackRule =>
      rule(id, {
        kind: 'document-accepted',
        from,
        params: rows,
        outcomes: { accepted: { outcome: 'ok', text } },
        when: { citizenship: ['RUS'] },
      });
    expect(problemsOf({ rules: [papers('A', '2020-01-01'), papers('B', '2020-05-01')] })).toEqual([
      { code: 'overlap', where: 'A', detail: 'B, RUS on 2020-05-01' },
    ]);
  });

  it.each([
    ['leave', { direction: 'exit' as const }],
    ['entered before', { enteredBefore: '2020-01-01' }],
    ['are children', { maxAge: 17 }],
    ['are grown', { minAge: 18 }],
    ['work', { purposes: ['work' as const] }],
    ['hold a passport', { documentTypes: ['passport' as const] }],
  ])('leaves room for a rule of those who %s', (_name, when) => {
    const rules = [
      stay('A', { when: { citizenship: ['RUS'] } }),
      stay('B', { when: { citizenship: ['RUS'], ...when } }),
    ];
    expect(problemsOf({ rules })).toEqual([]);
  });

  it('counts a rule of those who entered from a day from that day on, of those before until it', () => {
    const when = { citizenship: ['RUS'] };
    const rules = [
      stay('A', { when: { ...when, enteredBefore: '2020-06-01' } }),
      stay('B', { when: { ...when, enteredFrom: '2020-06-01' } }),
    ];
    const turning = rule('TURN', { from: '2020-06-01' });
    expect(problemsOf({ rules: [...rules, turning] })).toEqual([]);
    const eve = rule('EVE', { from: '2020-05-31' });
    expect(problemsOf({ rules: [...rules, turning, eve] })).toEqual([]);
  });

  it('counts a rule of those who entered before a day until that day', () => {
    const when = { citizenship: ['RUS'] };
    const of = (from: string) =>
      problemsOf({ rules: [stay('A', { when: { ...when, enteredBefore: '2020-06-01' } }), stay('B', { from, when })] });
    expect(of('2020-05-31')).toEqual([{ code: 'overlap', where: 'A', detail: 'B, RUS on 2020-05-31' }]);
    expect(of('2020-06-01')).toEqual([]);
  });

  it('finds a hole in groups as in states, and none after the last edition', () => {
    const groups = { union: [{ states: ['RUS'], from: '2020-01-01', to: '2021-01-01' }] };
    const rules = [stay('A', { when: { citizenship: ['union'] } })];
    const hole = [{ code: 'hole', where: 'A', detail: 'nothing follows for RUS on 2021-01-01' }];
    expect(problemsOf({ groups, rules })).toEqual(hole);
    expect(problemsOf({ groups, rules, editions: [edition('2020-01-01', '2021-01-01')] })).toEqual([]);
    const two = [edition('2020-06-01', '2021-01-01'), edition('2020-01-01', '2020-06-01')];
    expect(problemsOf({ groups, rules, editions: two })).toEqual([]);
    expect(problemsOf({ groups, rules, editions: [edition('2020-01-01', '2021-01-02')] })).toEqual(hole);
  });

  it('asks nothing of days before the first edition', () => {
    const rules = [
      stay('OLD', { to: '2010-01-01', when: { citizenship: ['RUS'] } }),
      stay('A', { from: '2020-01-01', when: { citizenship: ['RUS'] } }),
    ];
    expect(problemsOf({ rules })).toEqual([]);
  });

  it('does not take a group for a state', () => {
    const groups = { union: [{ states: ['BLR'] }] };
    const rules = [stay('A', { when: { notCitizenship: ['union'] } }), stay('B', { when: { citizenship: ['union'] } })];
    expect(problemsOf({ groups, rules })).toEqual([]);
  });
});
