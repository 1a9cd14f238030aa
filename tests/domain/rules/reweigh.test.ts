import { describe, expect, it } from 'vitest';
import type { CrossingRecord } from '../../../src/domain/crossing-record.ts';
import type { Outcome } from '../../../src/domain/finding.ts';
import { reweigh } from '../../../src/domain/rules/dry-run.ts';
import type { PackRule, RulePack } from '../../../src/domain/rules/pack.ts';
import type { Facts } from '../../../src/domain/rules/scene.ts';
import { packOf, post } from './one-rule-pack.ts';

const text = { kk: 'kk', ru: 'ru', en: 'en' };
const says = (id: string, kind: string, outcomes: Record<string, Outcome>, params = {}): PackRule => ({
  id,
  kind,
  params,
  citation: 'Law',
  attested: 'official',
  outcomes: Object.fromEntries(Object.entries(outcomes).map(([name, outcome]) => [name, { outcome, text }])),
});
const reading = { suspicious: [], harmless: [], secondLineFrom: 2 };
const packWith = (...rules: PackRule[]): RulePack => ({ ...packOf('notice', {}), rules });
const was = packWith(
  says('NOTE', 'notice', { applies: 'ok' }),
  says('LIST', 'watchlist', { hit: 'second-line' }),
  says('PAGE', 'reading-problems', { doubtful: 'warn' }, reading),
);

const facts: Omit<Facts, 'pack'> = {
  document: { type: 'passport', format: 'none', citizenship: 'RUS' },
  circumstances: { direction: 'entry' },
  at: '2025-06-10T08:00:00Z',
  post,
  history: [],
  historyKnown: { asOf: '2025-06-10T08:00:00Z', complete: true },
};
/** As it stood in the log: `undefined` where retention has erased a situation. */
const record = (...found: [rule: string, situation: string | undefined][]): CrossingRecord =>
  ({
    body: { findings: found.map(([rule]) => ({ rule, outcome: 'ok' })) },
    personal: { findingParams: found.map(([, situation]) => (situation === undefined ? {} : { situation })) },
  }) as unknown as CrossingRecord;

describe('a crossing weighed by two packs', () => {
  it('changes where the packs differ, and only there', () => {
    const same = reweigh(record(), facts, was, was);
    expect(same).toStrictEqual({ before: same.after, after: same.after });
    expect(same.after.findings.map(({ rule }) => rule)).toEqual(['NOTE']);
    const is = packWith(says('NOTE', 'notice', { applies: 'warn' }));
    expect(reweigh(record(), facts, was, is).change).toEqual({
      advice: { before: 'ok', after: 'warn' },
      gone: ['NOTE ok'],
      added: ['NOTE warn'],
    });
  });

  it('carries over what was found at the moment: a hit, a doubt of the reading', () => {
    const found = record(['NOTE', 'applies'], ['LIST', 'hit'], ['PAGE', 'doubtful']);
    const { before, after, change } = reweigh(found, facts, was, was);
    expect(change).toBeUndefined();
    expect(before.advice).toBe('second-line');
    expect(after.findings.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([
      'NOTE ok',
      'LIST second-line',
      'PAGE warn',
    ]);
  });

  it('tells them by the other pack, or is silent with it', () => {
    const found = record(['LIST', 'hit'], ['PAGE', 'doubtful']);
    const is = packWith(
      says('NOTE', 'notice', { applies: 'ok' }),
      says('LIST', 'watchlist', { hit: 'info' }),
      says('PAGE', 'reading-problems', { several: 'warn' }, reading),
    );
    expect(reweigh(found, facts, was, is).change).toEqual({
      advice: { before: 'second-line', after: 'info' },
      gone: ['LIST second-line', 'PAGE warn'],
      added: ['LIST info'],
    });
    const without = packWith(says('NOTE', 'notice', { applies: 'ok' }));
    expect(reweigh(found, facts, was, without).after.findings.map(({ rule }) => rule)).toEqual(['NOTE']);
  });

  it('leaves alone what was erased, and rules nobody knows any more', () => {
    expect(reweigh(record(['LIST', undefined], ['GONE', 'hit']), facts, was, was).before.findings).toHaveLength(1);
    const bare = { body: { findings: [{ rule: 'LIST', outcome: 'ok' }] } } as unknown as CrossingRecord;
    expect(reweigh(bare, facts, was, was).before.advice).toBe('ok');
    const short = { ...bare, personal: {} } as unknown as CrossingRecord;
    expect(reweigh(short, facts, was, was).before.advice).toBe('ok');
  });
});
