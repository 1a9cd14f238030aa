import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPack } from '../../../src/domain/rules/pack-check.ts';
import { packJsonSchema } from '../../../src/domain/rules/pack-schema.ts';
import { ruleKinds } from '../../../src/domain/rules/rule-kinds.ts';

const folder = join(import.meta.dirname, '../../../resources/rules');
const textOf = (state: string): string => readFileSync(join(folder, state, 'pack.json'), 'utf8');

type Rule = {
  id: string;
  kind: string;
  from?: string;
  to?: string;
  when?: Record<string, unknown>;
  params: Record<string, unknown>;
  citation: string;
  outcomes: Record<string, { text: Record<string, string> }>;
};
type Pack = { zone: string; editions: { from: string; to?: string }[]; rules: Rule[]; groups: Record<string, unknown> };

/** The shipped pack after an edit by hand. */
const edited = (edit: (pack: Pack, rule: (id: string) => Rule) => void): string => {
  const pack = JSON.parse(textOf('kaz')) as Pack;
  const rule = (id: string): Rule => {
    const found = pack.rules.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  edit(pack, rule);
  return JSON.stringify(pack);
};

const stay = 'KZ.STAY.EAEU.90_180';

describe('a rule pack', () => {
  it.each(['kaz', 'fin'])('%s as shipped has no problems', (state) => {
    expect(checkPack(textOf(state))).toEqual([]);
  });

  it('is told from any other file', () => {
    expect(checkPack('<html>')[0]?.code).toBe('not-json');
    expect(checkPack('[]')[0]?.code).toBe('bad-schema');
  });

  it.each([
    ['a missing language', 'missing-language', edited((_, rule) => delete rule(stay).outcomes['allowed']?.text['kk'])],
    [
      'an empty sentence',
      'missing-language',
      edited(
        (_, rule) => ((rule(stay).outcomes['allowed'] as never)['text'] = { kk: ' ', ru: 'Да.', en: 'Yes.' } as never),
      ),
    ],
    ['an unknown kind of rule', 'unknown-kind', edited((_, rule) => (rule(stay).kind = 'horoscope'))],
    ['a parameter of the wrong kind', 'bad-params', edited((_, rule) => (rule(stay).params['window'] = 'ninety'))],
    ['a parameter nobody knows', 'bad-params', edited((_, rule) => (rule(stay).params['maxDays'] = 90))],
    ['a stay without any limit', 'bad-params', edited((_, rule) => (rule(stay).params = {}))],
    [
      'an unknown situation',
      'unknown-situation',
      edited((_, rule) => (rule(stay).outcomes['refuse'] = rule(stay).outcomes['allowed'] as never)),
    ],
    ['a rule that says nothing', 'no-situation', edited((_, rule) => (rule(stay).outcomes = {}))],
    ['an unknown group', 'unknown-group', edited((_, rule) => (rule(stay).when = { citizenship: ['cis'] }))],
    ['an unknown zone', 'unknown-zone', edited((pack) => (pack.zone = 'Asia/Atlantis'))],
    ['dates the wrong way round', 'bad-dates', edited((_, rule) => (rule('KZ.STAY.EAEU.30').to = '2014-01-01'))],
    [
      'an id used twice',
      'duplicate-rule',
      edited((pack, rule) => pack.rules.push({ ...rule('KZ.STAY.EAEU.30'), from: '2030-01-01', to: '2031-01-01' })),
    ],
    ['an id in force twice', 'overlap', edited((pack, rule) => pack.rules.push(rule('KZ.WATCHLIST')))],
    ['a date that is none', 'bad-schema', edited((_, rule) => (rule(stay).from = '27.01.2023'))],
    ['an empty citation', 'bad-schema', edited((_, rule) => (rule(stay).citation = ''))],
  ])('with %s is refused: %s', (_name, code, text) => {
    expect(checkPack(text).map((problem) => problem.code)).toContain(code);
  });

  it('with a hole between editions says from when to when', () => {
    const text = edited((pack) => (pack.editions[1] = { ...pack.editions[1], from: '2020-01-11', to: '2023-01-20' }));
    expect(checkPack(text)).toEqual([{ code: 'hole', where: 'editions.2020-01-11', detail: '2023-01-20..2023-01-27' }]);
  });

  it('with editions that overlap says so', () => {
    const text = edited((pack) => (pack.editions[1] = { ...pack.editions[1], from: '2020-01-11', to: '2023-02-01' }));
    expect(checkPack(text).map(({ code, where }) => `${code} ${where}`)).toEqual(['overlap editions.2020-01-11']);
  });

  it.each([
    ['begins a day late', 'hole', '2023-01-28'],
    ['begins a day early', 'overlap', '2023-01-26'],
  ])('whose rule of stay %s has a %s', (_name, code, from) => {
    const text = edited((_, rule) => Object.assign(rule(stay), { from, when: { citizenship: ['eaeu'] } }));
    expect(checkPack(text).map((problem) => problem.code)).toContain(code);
  });

  it('whose rule of stay ends without another has a hole, named by its rule', () => {
    const text = edited((_, rule) => (rule(stay).to = '2027-01-01'));
    expect(checkPack(text)).toEqual([{ code: 'hole', where: stay, detail: 'nothing follows for ARM on 2027-01-01' }]);
  });
});

describe('the JSON Schema for people who write packs', () => {
  it('is the one in resources', () => {
    const written = JSON.parse(readFileSync(join(folder, 'pack.schema.json'), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(packJsonSchema())));
  });

  it('knows every kind with its parameters and its situations', () => {
    const { $defs } = packJsonSchema() as { $defs: Record<string, { properties: Record<string, unknown> }> };
    expect(Object.keys($defs)).toEqual(Object.keys(ruleKinds));
    expect($defs['registration']?.properties).toMatchObject({
      kind: { const: 'registration' },
      params: { properties: { byDay: { type: 'number' } }, required: ['byDay'] },
    });
  });
});
