import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { seedDemo, type SeedOptions } from '../../../src/adapters/sqlite/seed-demo.ts';
import { checkPin } from '../../../src/adapters/vault-pin.ts';
import { crossingRowSchema } from '../../../src/contract/views.ts';
import type { RulePack } from '../../../src/domain/rules/pack.ts';
import { tally } from '../../../src/domain/tally.ts';
import { tallySchema } from '../../../src/domain/tally-report.ts';
import { openDesk } from './fixtures.ts';

const name = { kk: 'Жайсаң', ru: 'Жайсан', en: 'Zhaisan' };
const rules: SeedOptions['rules'] = {
  posts: () => [{ id: 'zhaisan', name, region: name, zone: 'Asia/Aqtobe', kind: 'multilateral', closures: [] }],
  packAt: () => ({ id: 'kz', version: '1', hash: 'c'.repeat(64) }) as RulePack,
};
const now = Date.parse('2026-11-22T12:00:00Z');
const fresh = () => openDesk();

describe('demonstration data', () => {
  it('fills a desk with two weeks that pass every schema and verify', async () => {
    const desk = fresh();
    const { crossings } = await seedDemo(desk, { now, seed: 7, days: 14, rules });
    expect(crossings).toBeGreaterThan(2000);
    expect(await desk.log.verify()).toMatchObject({ ok: true });
    const records = desk.log.crossingsOf({ kind: 'days', from: '2026-11-08', to: '2026-11-22' });
    expect(records).toHaveLength(crossings);
    for (const record of records) v.parse(crossingRowSchema, record);
    expect(records.every(({ at }) => Date.parse(at) <= now)).toBe(true);
    const report = v.parse(
      tallySchema,
      tally(
        records,
        { kind: 'days', from: '2026-11-08', to: '2026-11-22' },
        { zone: 'Asia/Aqtobe', posts: ['zhaisan'] },
      ),
    );
    const internal = report.byDocument.find(({ documentType }) => documentType === 'internal-passport');
    expect((internal?.entry ?? 0) + (internal?.exit ?? 0)).toBeGreaterThan(crossings * 0.58);
    expect(report.refusals.length).toBeGreaterThan(0);
    expect(report.secondLine.referred).toBeGreaterThan(report.secondLine.open);
    expect(report.minors * report.manual * report.iins * report.corrections * report.voided).toBeGreaterThan(0);
    expect(desk.watchlist.info().entries).toBe(12);
    const hash = desk.officers.pinHash('S200') ?? '';
    expect(await checkPin('2000', hash)).toBe(true);
    expect(await checkPin('2001', hash)).toBe(false);
  });

  it('is the same for the same seed, another for another, and never goes into a log in use', async () => {
    const numbers = async (seed: number) => {
      const desk = fresh();
      await seedDemo(desk, { now, seed, days: 2, rules });
      await expect(seedDemo(desk, { now, seed, days: 2, rules })).rejects.toThrow('empty log');
      return desk.log.recent(50).map(({ personal }) => personal?.document.number);
    };
    const [first, again, other] = [await numbers(1), await numbers(1), await numbers(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('finds people who came back out by their documents', async () => {
    const desk = fresh();
    await seedDemo(desk, { now, seed: 3, days: 10, rules });
    const histories = desk.log
      .recent(200)
      .filter(({ body }) => body.direction === 'exit')
      .map(({ personal }) => desk.stays.history(personal?.document ?? { type: 'other', format: 'none' }, '2026-01-01'));
    expect(histories.some(({ events }) => events.length === 2 && events[0]?.direction === 'entry')).toBe(true);
  });
});
