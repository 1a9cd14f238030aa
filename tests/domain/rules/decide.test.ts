import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../../src/adapters/rule-files.ts';
import { decide } from '../../../src/domain/decide.ts';
import type { Facts } from '../../../src/domain/rules/scene.ts';

const resources = join(import.meta.dirname, '../../../resources');
const rules = loadRules(resources);
const post = rules.posts().find(({ id }) => id === 'zhaisan');
if (!post) throw new Error('zhaisan is missing');

const at = '2026-11-22T08:00:00Z';
const facts = (over: Partial<Facts> = {}): Facts => ({
  document: {
    type: 'internal-passport',
    format: 'PNRUS',
    issuer: 'RUS',
    citizenship: 'RUS',
    number: '4511 123456',
    birthDate: '1990-03-15',
    issueDate: '2011-07-20',
    sex: 'F',
  },
  circumstances: { direction: 'entry', purpose: 'private', transport: 'car' },
  at,
  post,
  history: [],
  historyKnown: { asOf: at, complete: true },
  pack: rules.packAt(Date.parse(at), post.zone),
  ...over,
});

const hit = {
  entry: 'W-17',
  score: 1,
  evidence: [{ on: 'document-number' as const, theirs: '4511123456', ours: '4511123456' }],
  reason: 'wanted',
};

describe('a decision', () => {
  it('puts the heaviest finding first and advises it', () => {
    const { advice, findings } = decide(
      facts({ watchlistHits: [hit], problems: [{ field: 'number', code: 'repaired' }] }),
    );
    expect(advice).toBe('second-line');
    const weights = findings.map(({ outcome }) => ['ok', 'info', 'warn', 'second-line'].indexOf(outcome));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(findings[0]).toMatchObject({
      rule: 'KZ.WATCHLIST',
      outcome: 'second-line',
      params: { situation: 'hit', entry: 'W-17', evidence: 'document-number' },
    });
    expect(findings[0]?.text.ru).toContain('W-17');
    expect(findings[0]?.text.ru).toContain('номер документа');
  });

  it('never refuses, whatever is wrong', () => {
    const { advice } = decide(
      facts({
        watchlistHits: [hit],
        document: { type: 'other', format: 'none', citizenship: 'XXX', expiryDate: '2001-01-01' },
      }),
    );
    expect(advice).toBe('second-line');
  });

  it('fills every parameter of every sentence, in three languages, dates day first', () => {
    const history = [
      { at: '2026-08-20T08:00:00Z', direction: 'entry' as const, post: 'zhaisan' },
      { at: '2026-11-15T08:00:00Z', direction: 'exit' as const, post: 'zhaisan' },
    ];
    const { findings } = decide(facts({ history }));
    for (const { text } of findings)
      for (const sentence of Object.values(text)) {
        expect(sentence).toMatch(/^[^{}]+\.$/);
        expect(sentence, 'a parameter left open').not.toMatch(/(^| )–( |\.|$)/);
      }
    const stay = findings.find(({ rule }) => rule === 'KZ.STAY.EAEU.90_180');
    expect(stay?.text.en).toBe('90 days in each 180: 88 used, 2 remaining, to 23.11.2026.');
    expect(stay?.text.ru).toContain('23.11.2026');
  });

  it('counts the days of a history at other posts in the zones of those posts', () => {
    const history = [
      { at: '2023-02-28T17:30:00Z', direction: 'entry' as const, post: 'kairak' },
      { at: '2023-02-28T18:30:00Z', direction: 'exit' as const, post: 'kairak' },
    ];
    const when = { at: '2023-03-10T08:00:00Z', pack: rules.packAt(Date.parse('2023-03-10T08:00:00Z'), post.zone) };
    expect(decide(facts({ ...when, history })).stay?.used).toBe(1);
    expect(decide(facts({ ...when, history, zones: { kairak: 'Asia/Qostanay' } })).stay?.used).toBe(2);
  });

  it('says so where the desk does not hold every post, and as of when', () => {
    const { findings, stay } = decide(facts({ historyKnown: { asOf: '2026-11-20T20:30:00Z', complete: false } }));
    expect(stay?.complete).toBe(false);
    expect(findings.find(({ params }) => params['situation'] === 'index-partial')).toMatchObject({
      outcome: 'ok',
      params: { asOf: '2026-11-21' },
    });
  });

  it('draws the window, the days present and the days ahead', () => {
    const history = [
      { at: '2026-11-01T08:00:00Z', direction: 'entry' as const, post: 'zhaisan' },
      { at: '2026-11-03T08:00:00Z', direction: 'exit' as const, post: 'zhaisan' },
    ];
    const permits = [{ from: '2026-10-01', to: '2026-10-05' }];
    expect(decide(facts({ history, permits })).stay?.strip).toEqual({
      from: '2026-05-27',
      to: '2027-02-16',
      spans: [
        { from: '2026-10-01', to: '2026-10-05', kind: 'permit' },
        { from: '2026-11-01', to: '2026-11-03', kind: 'present' },
        { from: '2026-11-22', to: '2027-02-16', kind: 'ahead' },
      ],
    });
  });

  it('draws the stay that ends today', () => {
    const history = [{ at: '2026-11-10T08:00:00Z', direction: 'entry' as const, post: 'zhaisan' }];
    const { stay } = decide(facts({ history, circumstances: { direction: 'exit' } }));
    expect(stay?.strip).toEqual({
      from: '2026-05-27',
      to: '2026-11-22',
      spans: [{ from: '2026-11-10', to: '2026-11-22', kind: 'present' }],
    });
  });

  it('names what is missing', () => {
    const history = [{ at: '2026-11-01T08:00:00Z', direction: 'entry' as const, post: 'zhaisan' }];
    expect(decide(facts({ history })).stay).toMatchObject({
      complete: false,
      gaps: [{ missing: 'exit', from: '2026-11-01', to: '2026-11-22' }],
    });
  });

  it('carries the pack that was in force', () => {
    const { pack } = decide(facts());
    expect(pack).toEqual({ id: 'kaz-2026-07-01', version: rules.packs[0]?.version, hash: rules.packs[3]?.hash });
    expect(rules.packByHash(pack.hash)?.from).toBe('2026-07-01');
  });

  it('throws for an instant that is none: that is our fault, not the traveller’s', () => {
    expect(() => decide(facts({ at: 'yesterday' }))).toThrow(RangeError);
  });
});

describe('another state in the same format', () => {
  const finland = loadRules(resources, 'FIN');
  const helsinki = { ...post, id: 'vaalimaa', zone: 'Europe/Helsinki' };
  const entering = (day: string, purpose: 'tourism' | 'work', citizenship = 'RUS') => {
    const instant = `${day}T10:00:00Z`;
    return decide(
      facts({
        at: instant,
        post: helsinki,
        pack: finland.packAt(Date.parse(instant), helsinki.zone),
        circumstances: { direction: 'entry', purpose },
        document: { type: 'passport', format: 'TD3', citizenship, issuer: citizenship, expiryDate: '2030-01-01' },
      }),
    );
  };

  it.each([
    ['2022-09-29', 'ok'],
    ['2022-09-30', 'second-line'],
    ['2022-10-01', 'second-line'],
  ])('Russian tourists at Vaalimaa on %s: %s', (day, advice) => {
    const decision = entering(day, 'tourism');
    expect(decision.advice).toBe(advice);
    expect(decision.findings.every(({ attested }) => attested === 'unverified')).toBe(true);
  });

  it('asks for the ground of other journeys, and nothing of other citizens', () => {
    expect(entering('2022-10-01', 'work').advice).toBe('info');
    expect(entering('2022-10-01', 'tourism', 'KAZ').advice).toBe('ok');
  });

  it('does not take an internal passport', () => {
    const instant = '2022-08-01T10:00:00Z';
    const pack = finland.packAt(Date.parse(instant));
    expect(decide(facts({ at: instant, post: helsinki, pack })).findings[0]).toMatchObject({
      rule: 'FIN.DOC',
      params: { situation: 'not-accepted' },
    });
  });
});
