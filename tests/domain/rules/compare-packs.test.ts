import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareRules, ruleFacts } from '../../../src/domain/rules/compare-packs.ts';
import type { PackFile, PackRule } from '../../../src/domain/rules/pack.ts';

const packOf = (state: string): PackFile =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../../resources/rules/${state}/pack.json`), 'utf8'),
  ) as PackFile;
const edited = (id: string, edit: (rule: PackRule) => void): PackRule[] => {
  const { rules } = packOf('kaz');
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new Error(`no ${id}`);
  edit(rule);
  return rules;
};
const stay = 'KZ.STAY.EAEU.90_180';

describe('two packs rule by rule', () => {
  const { rules } = packOf('kaz');
  const changesTo = (after: readonly PackRule[]) =>
    compareRules(rules, after)
      .filter(({ what }) => what !== 'same')
      .map(({ id, what, facts }) => ({ id, what, facts: facts.filter(({ isChanged }) => isChanged) }));

  it('are the same where nothing differs but the order', () => {
    expect(changesTo(packOf('kaz').rules.toReversed())).toEqual([]);
  });

  it('show a limit, a date and a citation that changed, each as before and after', () => {
    expect(changesTo(edited(stay, (rule) => (rule.params['window'] = { days: 60, in: 180 })))).toEqual([
      {
        id: stay,
        what: 'changed',
        facts: [{ key: 'params.window', before: { days: 90, in: 180 }, after: { days: 60, in: 180 }, isChanged: true }],
      },
    ]);
    const dated = changesTo(
      edited(stay, (rule) => {
        rule.to = '2027-01-01';
        rule.citation = 'Another decree';
      }),
    );
    expect(dated[0]?.facts.map(({ key, before, after }) => [key, before !== undefined, after])).toEqual([
      ['to', false, '2027-01-01'],
      ['citation', true, 'Another decree'],
    ]);
  });

  it('know a row of documents by what it names, so that a row put before it changes no other', () => {
    const row = { types: ['id-card'], minAge: 18 };
    const after = edited('KZ.DOC.RUS', (rule) => (rule.params['rows'] as unknown[]).unshift(row));
    expect(changesTo(after)[0]?.facts).toEqual([{ key: 'params.rows.id-card', after: row, isChanged: true }]);
  });

  it('list rules that came and went, those of another state wholly', () => {
    const without = rules.filter(({ id }) => id !== stay);
    expect(changesTo(without)).toMatchObject([{ id: stay, what: 'gone' }]);
    const finland = compareRules(rules, packOf('fin').rules);
    expect(finland.filter(({ what }) => what === 'added')).toHaveLength(packOf('fin').rules.length);
    expect(finland.filter(({ what }) => what === 'gone')).toHaveLength(rules.length);
  });

  it('keep every fact of a rule', () => {
    for (const rule of rules) {
      const facts = ruleFacts(rule);
      const told = facts.filter(({ key }) => key.startsWith('outcomes.')).length;
      expect(told).toBe(Object.keys(rule.outcomes).length);
      expect(facts.some(({ key }) => key === 'citation')).toBe(true);
    }
  });
});
