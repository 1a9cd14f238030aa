import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../../src/adapters/rule-files.ts';
import { decide } from '../../../src/domain/decide.ts';
import { explainFindings, verdictChange } from '../../../src/domain/rules/explain.ts';
import type { Facts } from '../../../src/domain/rules/scene.ts';

const rules = loadRules(join(import.meta.dirname, '../../../resources'));
const syrym = rules.posts().find(({ id }) => id === 'syrym');
if (!syrym) throw new Error('syrym is missing');

const factsAt = (at: string): Facts => ({
  document: { type: 'passport', format: 'TD3', citizenship: 'RUS', birthDate: '1990-03-15', expiryDate: '2026-12-31' },
  circumstances: { direction: 'entry', transport: 'car' },
  at,
  post: syrym,
  history: [{ at: '2026-01-01T10:00:00Z', direction: 'entry', post: 'syrym' }],
  historyKnown: { asOf: at, complete: false },
  problems: [{ field: 'birthDate', code: 'check-digit' }],
  pack: rules.packAt(Date.parse(at), syrym.zone),
});

const decided = (at: string) => decide(factsAt(at));
const recorded = ({ findings }: ReturnType<typeof decided>) =>
  findings.map(({ rule, outcome, params }) => ({ rule, outcome, params }));

describe('a recorded verdict', () => {
  it.each(['2015-03-01T10:00:00Z', '2022-09-25T10:00:00Z', '2026-02-01T10:00:00Z', '2026-11-22T10:00:00Z'])(
    'of %s tells every finding again from pack hash, rule and parameters',
    (at) => {
      const decision = decided(at);
      const pack = rules.packByHash(decision.pack.hash);
      if (!pack) throw new Error('no pack of that hash');
      const told = explainFindings(recorded(decision), pack);
      expect(told.map(({ finding }) => finding)).toEqual(decision.findings);
      expect(told.every(({ fault }) => fault === undefined)).toBe(true);
      expect(decision.findings.length).toBeGreaterThan(3);
    },
  );

  it('keeps the source of the closure it was made by', () => {
    const { findings } = decided('2026-02-01T10:00:00Z');
    expect(findings.find(({ rule }) => rule === 'KZ.POST.OPEN')?.citation).toContain('Syrym/Mashtakovo');
  });

  it('says what cannot be told again, and why', () => {
    const pack = rules.packAt(Date.parse('2026-11-22T10:00:00Z'));
    const told = explainFindings(
      [
        { rule: 'KZ.DOC.RUS', outcome: 'ok' },
        { rule: 'KZ.NO.SUCH', outcome: 'ok', params: {} },
        { rule: 'KZ.DOC.RUS', outcome: 'ok', params: { situation: 'blue' } },
        { rule: 'KZ.DOC.RUS', outcome: 'warn', params: { situation: 'accepted' } },
      ],
      pack,
    );
    expect(told.map(({ fault }) => fault)).toEqual(['erased', 'unknown-rule', 'unknown-situation', 'outcome-differs']);
  });
});

describe('a verdict weighed again', () => {
  const before = decided('2026-11-22T10:00:00Z');

  it('by the same pack is the same', () => {
    expect(verdictChange(before, decided('2026-11-22T10:00:00Z'))).toBeUndefined();
  });

  it('by a pack that changed says what came, what went and what that means for the advice', () => {
    const { pack, ...facts } = factsAt('2026-11-22T10:00:00Z');
    const softer = pack.rules
      .filter(({ id }) => id !== 'KZ.READING' && id !== 'KZ.POST.OPEN')
      .map((rule) =>
        rule.id === 'KZ.STAY.EAEU.90_180'
          ? { ...rule, outcomes: { ...rule.outcomes, incomplete: { ...rule.outcomes['incomplete'], outcome: 'warn' } } }
          : rule,
      ) as typeof pack.rules;
    const after = decide({ ...facts, pack: { ...pack, rules: softer } });
    expect(verdictChange(before, after)).toEqual({
      advice: { before: 'second-line', after: 'warn' },
      gone: ['KZ.STAY.EAEU.90_180 second-line', 'KZ.READING warn', 'KZ.POST.OPEN warn'],
      added: ['KZ.STAY.EAEU.90_180 warn'],
    });
  });
});
