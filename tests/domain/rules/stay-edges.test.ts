import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/domain/decide.ts';
import { ruleKinds } from '../../../src/domain/rules/rule-kinds.ts';
import { sceneOf, type Facts } from '../../../src/domain/rules/scene.ts';
import { packOf, post, said, type Over } from './one-rule-pack.ts';

type Step = readonly [day: string, direction: 'entry' | 'exit'];
const past = (...steps: Step[]): Facts['history'] =>
  steps.map(([day, direction]) => ({ at: `${day}T08:00:00Z`, direction, post: 'p' }));
const at = (day: string): string => `${day}T08:00:00Z`;
const leaving = (params: Record<string, unknown>, day: string, over: Over) =>
  said(packOf('stay', params), { at: at(day), direction: 'exit', ...over });
const situations = (found: readonly Record<string, unknown>[]) => found.map(({ situation }) => situation);

describe('a stay that a registration prolongs', () => {
  const limits = { perStay: 30, withRegistration: 90 };
  const history = past(['2025-05-01', 'entry']);
  const of = (from: string, to: string) =>
    leaving(limits, '2025-06-10', { history, registrations: [{ from, to }] })[0]?.['situation'];

  it.each([
    ['2025-05-02', '2025-05-10', 'left-in-time'],
    ['2025-01-01', '2025-05-01', 'left-in-time'],
    ['2025-06-10', '2025-12-31', 'left-in-time'],
    ['2025-06-11', '2025-12-31', 'overstay'],
    ['2025-01-01', '2025-04-30', 'overstay'],
  ])('registered from %s to %s: %s', (from, to, situation) => {
    expect(of(from, to)).toBe(situation);
  });

  it('is not prolonged where the rule knows no registration, nor where there was none', () => {
    const registrations = [{ from: '2025-05-02', to: '2025-12-31' }];
    expect(leaving({ perStay: 30 }, '2025-06-10', { history, registrations })[0]?.['overstay']).toBe(11);
    expect(leaving(limits, '2025-06-10', { history })[0]?.['overstay']).toBe(11);
  });
});

describe('what a stay says', () => {
  it('names the limits it was counted by, and no others', () => {
    const history = past(['2025-06-01', 'entry']);
    const [one] = leaving({ perStay: 30 }, '2025-06-10', { history });
    expect(one).toStrictEqual({
      situation: 'left-in-time',
      used: 10,
      remaining: 20,
      lastLawfulDay: '2025-06-30',
      days: 30,
      overstay: 0,
      entered: '2025-06-01',
    });
    const [other] = leaving({ window: { days: 90, in: 180 } }, '2025-06-10', { history });
    expect(other).toStrictEqual({
      situation: 'left-in-time',
      used: 10,
      remaining: 80,
      lastLawfulDay: '2025-08-29',
      limit: 90,
      window: 180,
      overstay: 0,
      entered: '2025-06-01',
    });
  });

  const stayShown = (params: Record<string, unknown>) => {
    const pack = packOf('stay', params);
    const document = { type: 'passport', format: 'none', citizenship: 'RUS' } as const;
    const historyKnown = { asOf: at('2025-06-10'), complete: true };
    return decide({
      document,
      circumstances: { direction: 'entry' },
      at: at('2025-06-10'),
      post,
      history: [],
      historyKnown,
      pack,
    }).stay;
  };

  it('shows the window where there is one, else the days of a stay', () => {
    expect(stayShown({ perStay: 30 })).toMatchObject({ limit: 30, window: 0 });
    expect(stayShown({ window: { days: 90, in: 180 } })).toMatchObject({ limit: 90, window: 180 });
    expect(stayShown({ perStay: 30, window: { days: 90, in: 180 } })).toMatchObject({ limit: 90, window: 180 });
  });

  it('needs a limit of some kind', () => {
    const { issues = [] } = v.safeParse(ruleKinds['stay']?.params ?? v.never(), {});
    expect(issues.map(({ message }) => message)).toEqual(['perStay or window expected']);
  });

  it('says nothing of somebody who was not counted', () => {
    const pack = packOf('stay', { perStay: 30 });
    const [rule] = pack.rules;
    if (!rule) throw new Error('a rule is missing');
    const document = { type: 'passport', format: 'none', citizenship: 'RUS' } as const;
    const historyKnown = { asOf: at('2025-06-10'), complete: true };
    const scene = sceneOf({
      document,
      circumstances: { direction: 'entry' },
      at: at('2025-06-10'),
      post,
      history: [],
      historyKnown,
      pack,
    });
    expect(ruleKinds['stay']?.weigh(scene, rule)).toEqual([]);
  });
});

describe('what is missing in the history', () => {
  const gap = past(['2025-03-01', 'entry'], ['2025-05-01', 'entry'], ['2025-05-02', 'exit']);
  const of = (params: Record<string, unknown>, over: Over = {}) =>
    said(packOf('stay', params), { at: at('2025-06-10'), history: gap, ...over });

  it('matters within the window, and within half a year where there is none', () => {
    expect(situations(of({ perStay: 30 }))).toEqual(['allowed', 'incomplete']);
    expect(situations(of({ window: { days: 90, in: 180 } }))).toEqual(['allowed', 'incomplete']);
    expect(situations(of({ window: { days: 10, in: 20 } }))).toEqual(['allowed']);
    expect(situations(of({ perStay: 30 }, { at: at('2025-12-10') }))).toEqual(['allowed']);
  });

  it('is told once, with how much is missing, and both numbers only where there are two', () => {
    const history = past(
      ['2025-03-01', 'entry'],
      ['2025-04-01', 'entry'],
      ['2025-05-01', 'entry'],
      ['2025-05-02', 'exit'],
    );
    const one = of({ window: { days: 90, in: 180 }, methods: ['rolling'] }, { history });
    expect(situations(one)).toEqual(['allowed', 'incomplete']);
    expect(one[1]).toMatchObject({ gaps: 2, from: '2025-03-01', to: '2025-04-01', missing: 'exit' });
    expect(one[1]).not.toHaveProperty('rollingUsed');
    const block = of({ window: { days: 90, in: 180 }, methods: ['block-from-first-entry'] }, { history });
    expect(block[1]).not.toHaveProperty('blockUsed');
    const both = of({ window: { days: 3, in: 60 }, methods: ['block-from-first-entry', 'rolling'] }, { history });
    // Days 1 March, 1 April, 1 and 2 May: the block of 60 days from 1 March ended on 29 April.
    expect(both.find(({ situation }) => situation === 'incomplete')).toMatchObject({ rollingUsed: 2, blockUsed: 2 });
  });

  it('is the only thing told of an exit whose entry is missing', () => {
    const history = past(['2025-06-01', 'exit']);
    expect(situations(leaving({ perStay: 30 }, '2025-06-10', { history }))).toEqual(['incomplete']);
    expect(situations(leaving({ perStay: 30 }, '2025-06-10', { history: [] }))).toEqual(['entry-unknown']);
  });

  it('is told as of the local day it is known, or as it was written', () => {
    const historyKnown = { asOf: '2025-06-09T20:00:00Z', complete: false };
    expect(of({ perStay: 30 }, { history: [], historyKnown })).toMatchObject([
      { situation: 'allowed' },
      { situation: 'index-partial', asOf: '2025-06-10' },
    ]);
    const odd = { asOf: 'last week', complete: false };
    expect(of({ perStay: 30 }, { history: [], historyKnown: odd })[1]).toMatchObject({ asOf: 'last week' });
  });
});

describe('an exit', () => {
  it('after too long a stay is an overstay, though a permit was had since', () => {
    const history = past(['2025-05-01', 'entry']);
    const permits = [{ from: '2025-06-05', to: '2025-12-31' }];
    // 1 to 30 May are lawful; 31 May to 4 June are five days past them.
    expect(leaving({ perStay: 30 }, '2025-06-10', { history, permits })[0]).toMatchObject({
      situation: 'overstay',
      overstay: 5,
    });
    const early = [{ from: '2025-05-20', to: '2025-12-31' }];
    expect(leaving({ perStay: 30 }, '2025-06-10', { history, permits: early })[0]).toMatchObject({
      situation: 'under-permit',
    });
  });

  it('of which one method makes an overstay and the other does not, is told with both', () => {
    // Five days in each ten. Rolling: 8, 9, 10, 11, 12, 13 June are six. By blocks the second begins on 11 June.
    const history = past(
      ['2025-06-01', 'entry'],
      ['2025-06-01', 'exit'],
      ['2025-06-08', 'entry'],
      ['2025-06-10', 'exit'],
      ['2025-06-11', 'entry'],
    );
    const [finding] = leaving({ window: { days: 5, in: 10 } }, '2025-06-13', { history });
    expect(finding).toMatchObject({ situation: 'methods-disagree', overstay: 1, rollingUsed: 6, blockUsed: 3 });
  });
});
