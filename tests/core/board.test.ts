import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { administrator, openSetUpDesk, type TestDesk } from './open-desk.ts';

const internalPassport = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';
const entry: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car' };
const supervisor = {
  officer: { badge: 'S2', name: 'Second Person', role: 'supervisor', active: true },
  pin: '2222',
} as const;

let desk: TestDesk;
const cross = async (action: 'admit' | 'refer' = 'admit', circumstances = entry): Promise<number> => {
  const { parked } = await desk.value('read', { scan: { source: 'wedge', payload: internalPassport }, circumstances });
  const advised = parked?.decision?.advice === 'second-line';
  const code = action === 'refer' ? ('SECURITY' as const) : ('CHECKED_ON_PAGE' as const);
  const reason = action === 'refer' || advised ? { reason: { code } } : {};
  return (await desk.value('record', { caseId: parked?.id ?? '', action, ...reason })).seq;
};
const board = () => desk.value('board', {});

beforeEach(async () => {
  desk = await openSetUpDesk();
  await desk.value('saveOfficer', supervisor);
});
afterEach(() => desk.close());

describe('the live board', () => {
  it('is for supervisors', async () => {
    await desk.value('saveOfficer', { officer: { ...supervisor.officer, badge: 'O3', role: 'officer' }, pin: '3333' });
    await desk.value('signIn', { badge: 'O3', pin: '3333' }, 'lane');
    expect(await desk.call('board', {}, 'lane')).toMatchObject({ fault: { code: 'not-allowed' } });
  });

  it('goes on with every crossing, and says that this desk alone is known', async () => {
    expect(await board()).toMatchObject({ known: 'desk', openLanes: 1, perHour: 0, today: { entry: 0, exit: 0 } });
    await cross();
    await cross('admit', { ...entry, direction: 'exit' });
    expect(await board()).toMatchObject({ perHour: 2, today: { entry: 1, exit: 1 }, sync: { connected: false } });
    const [lane] = (await board()).lanes;
    expect(lane).toMatchObject({ lane: '1', isOwn: true, isOpen: true, officers: ['A1'], lastHour: 2, isIdle: false });
    expect(lane?.medianSeconds).toBeGreaterThanOrEqual(0);
  });

  it('lets go of a voided crossing, and counts the second line until it has spoken', async () => {
    const gone = await cross();
    const waiting = await cross('refer');
    const before = await board();
    expect(before).toMatchObject({ today: { entry: 2 }, secondLine: { waiting: 1 } });
    expect(before.secondLine.oldestAt).toBeDefined();
    await desk.value('void', { seq: gone, reason: 'recorded twice', witness: { badge: 'S2', pin: '2222' } });
    await desk.value('resolve', { seq: waiting, action: 'admit', reason: { code: 'CHECKED_ON_PAGE' } });
    expect(await board()).toMatchObject({ today: { entry: 1 }, secondLine: { waiting: 0 } });
  });

  it('reads on from the log after the desk was opened again', async () => {
    await cross();
    await cross('refer');
    desk = await desk.reopen();
    await desk.value('signIn', { badge: administrator.badge, pin: administrator.pin });
    await cross();
    expect(await board()).toMatchObject({ perHour: 3, today: { entry: 3 }, secondLine: { waiting: 1 } });
  });

  it('agrees with the tally of a demonstration, day for day', async () => {
    await desk.close();
    const { openDesk } = await import('./open-desk.ts');
    desk = openDesk();
    await desk.value('startDemo', {});
    await desk.value('signIn', { badge: 'S200', pin: '2000' });
    const since = new Date(Date.now() - 13 * 86_400_000).toISOString().slice(0, 10);
    let trend = await desk.value('dayTrend', { since });
    await expect
      .poll(async () => (trend = await desk.value('dayTrend', { since })).counted, { timeout: 10_000 })
      .toBe(trend.days);
    const period = { kind: 'days', from: since, to: trend.until } as const;
    const tally = await desk.value('tally', { period });
    expect(trend.rows.filter(({ entry: came, exit }) => came + exit > 0).map(({ from }) => from)).toEqual(
      tally.byDay.map(({ day }) => day),
    );
    for (const { day, entry: came, exit } of tally.byDay)
      expect(trend.rows.find(({ from }) => from === day)).toEqual({ from: day, entry: came, exit });
    const pictures = await desk.value('pictures', { period });
    const ages = pictures.ages.reduce((sum, { M, F, X }) => sum + M + F + X, 0);
    const processed = pictures.processing.reduce((sum, { persons }) => sum + persons, 0);
    expect([ages, processed]).toEqual([tally.persons.total, tally.persons.total]);
    expect(pictures).toMatchObject({
      byCitizenship: tally.byCitizenship,
      medianSeconds: tally.medianSeconds,
      p90Seconds: tally.p90Seconds,
    });
    const day = await desk.value('dayPicture', {});
    expect(day.forecast?.days.length).toBeGreaterThan(0);
    const { next } = await board();
    expect(next?.days).toEqual(day.forecast?.days);
  });
});
