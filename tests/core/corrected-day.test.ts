import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifySigned } from '../../src/adapters/verifying/verify-signed.ts';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { dayNumber, dayText } from '../../src/domain/local-time.ts';
import type { SignedTally } from '../../src/domain/signed-tally.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { administrator, openSetUpDesk, type TestDesk } from './open-desk.ts';

const passport = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';
const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car' };
const witness = { badge: 'S2', pin: '2222' };
const reason = 'typed in from paper after the power came back';

let desk: TestDesk;
const scan = async (direction: Circumstances['direction'] = 'entry') => {
  const input = {
    scan: { source: 'wedge', payload: passport },
    circumstances: { ...circumstances, direction },
  } as const;
  return (await desk.value('read', input)).parked;
};
/** Days of stay as they are counted on the way out. */
const usedDays = async (): Promise<number> => (await scan('exit'))?.decision?.stay?.used ?? 0;
const cross = async () => {
  const parked = await scan();
  const advised = parked?.decision?.advice === 'second-line';
  const said = advised ? { reason: { code: 'CHECKED_ON_PAGE' as const } } : {};
  return desk.value('record', { caseId: parked?.id ?? '', action: 'admit', ...said });
};
const before = (day: string, days: number): string => dayText(dayNumber(day) - days);
const correct = (seq: number, changes: { day?: string; time?: string }) =>
  desk.value('correct', { seq, changes, reason, witness });
const counted = async (day: string): Promise<number> =>
  (await desk.value('tally', { period: { kind: 'days', from: day, to: day } })).persons.total;
const signed = async (shift: number): Promise<SignedTally> => {
  const { base64 } = await desk.value('signedTally', { shift, format: 'json', language: 'en' });
  return JSON.parse(Buffer.from(base64, 'base64').toString()) as SignedTally;
};
const totalOf = (tally: unknown): number => (tally as Tally).persons.total;

beforeEach(async () => {
  desk = await openSetUpDesk();
  await desk.value('saveOfficer', {
    officer: { badge: 'S2', name: 'Second Person', role: 'supervisor', active: true },
    pin: '2222',
  });
});
afterEach(() => desk.close());

describe('the day of a crossing, corrected', () => {
  it('takes two, and is counted and weighed on its new day', async () => {
    const { seq, day, at } = await cross();
    const used = await usedDays();
    const to = before(day, 3);
    expect(await desk.call('correct', { seq, changes: { day: to }, reason })).toMatchObject({
      fault: { code: 'second-needed' },
    });
    const row = await correct(seq, { day: to });
    expect(row).toMatchObject({ day: to, corrections: 1 });
    expect(Date.parse(at) - Date.parse(row.at)).toBe(3 * 86_400_000);
    expect([await counted(day), await counted(to)]).toEqual([0, 1]);
    expect((await scan())?.history.events).toMatchObject([{ at: row.at }]);
    expect((await usedDays()) - used).toBe(3);
    const again = before(day, 1);
    await correct(seq, { day: again });
    expect([await counted(day), await counted(to), await counted(again)]).toEqual([0, 0, 1]);
    desk = await desk.reopen();
    await desk.value('signIn', { badge: administrator.badge, pin: administrator.pin });
    expect(await counted(again)).toBe(1);
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
  });

  it('shows what it was, who said so and who confirmed it', async () => {
    const { seq, day } = await cross();
    await correct(seq, { day: before(day, 1), time: '07:05' });
    const [first, second] = await desk.value('crossingHistory', { seq });
    expect(first?.changes).toEqual([]);
    expect(second).toMatchObject({ kind: 'correction', officer: 'A1', confirmedBy: 'S2', reason });
    expect(second?.changes[0]).toEqual({ field: 'day', from: day, to: before(day, 1) });
    expect(second?.changes[1]).toMatchObject({ field: 'time', to: '07:05' });
  });

  it('may change its time of day by one person, and no day to come, none there is not', async () => {
    const { seq, day } = await cross();
    const row = await desk.value('correct', { seq, changes: { time: '00:00' }, reason });
    expect(row).toMatchObject({ day, hour: 0 });
    for (const wrong of [before(day, -1), '2026-02-31']) {
      const answer = await desk.call('correct', { seq, changes: { day: wrong }, reason, witness });
      expect(answer, wrong).toMatchObject({ fault: { code: 'bad-input', field: 'day' } });
    }
    expect(await desk.call('correct', { seq, changes: { time: '25:00' }, reason })).toMatchObject({
      fault: { code: 'bad-input' },
    });
    const report = await desk.value('tally', { period: { kind: 'days', from: day, to: day } });
    expect(report.byHour[0]).toMatchObject({ entry: 1 });
  });
});

describe('a signed tally', () => {
  it('counts the crossing that was recorded in the very millisecond of the closing', async () => {
    const shift = (await desk.value('openShift', {})).current?.seq ?? 0;
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now);
    try {
      await cross();
      setTimeout(() => clock.mockReturnValue(now + 1), 10);
      await desk.value('closeShift', { leaveOpen: true });
    } finally {
      clock.mockRestore();
    }
    expect(totalOf((await signed(shift)).tally)).toBe(1);
  });

  it('keeps its figures where a crossing is corrected out of its shift or into it, and a dated supplement says so', async () => {
    const { current } = await desk.value('openShift', {});
    const shift = current?.seq ?? 0;
    const [first, second] = [await cross(), await cross()];
    await desk.value('closeShift', { leaveOpen: true });
    const frozen = await signed(shift);
    expect([totalOf(frozen.tally), frozen.supplement]).toEqual([2, undefined]);

    await correct(first.seq, { day: before(first.day, 2) });
    const less = await signed(shift);
    expect(less.tally).toEqual(frozen.tally);
    expect(less.supplement?.changes).toMatchObject([{ kind: 'correction', of: first.seq }]);
    expect(totalOf(less.supplement?.tally)).toBe(1);

    // Back again, and the other one voided: both are said, in the order of the log.
    await correct(first.seq, { day: first.day });
    await desk.value('void', { seq: second.seq, reason, witness });
    const both = await signed(shift);
    expect(both.supplement?.changes.map(({ kind, of }) => [kind, of])).toEqual([
      ['correction', first.seq],
      ['correction', first.seq],
      ['void', second.seq],
    ]);
    expect(totalOf(both.supplement?.tally)).toBe(1);

    // Recorded after the shift, and corrected into it.
    const late = await cross();
    const local = new Date(Date.parse(second.at) + 5 * 3_600_000).toISOString();
    await correct(late.seq, { day: second.day, time: local.slice(11, 16) });
    const more = await signed(shift);
    expect(more.supplement?.changes.at(-1)).toMatchObject({ kind: 'correction', of: late.seq });
    expect(totalOf(more.supplement?.tally)).toBe(2);
    for (const one of [frozen, less, both, more]) expect(verifySigned(one).report.ok).toBe(true);
  });
});

it('a date of the document, corrected, takes two and stands in the history', async () => {
  const { seq } = await cross();
  const document = { expiryDate: '2020-01-31', patronymic: 'YUREVNA' };
  expect(await desk.call('correct', { seq, changes: { document }, reason })).toMatchObject({
    fault: { code: 'second-needed' },
  });
  const row = await desk.value('correct', { seq, changes: { document }, reason, witness });
  expect(row.personal?.document).toMatchObject(document);
  const { patronymic } = document;
  // A name that is spelled otherwise is the officer's own to put right.
  await desk.value('correct', { seq, changes: { document: { patronymic: '' } }, reason });
  const told = (await desk.value('crossingHistory', { seq })).map(({ changes }) => changes);
  expect(told.at(-1)).toContainEqual({ field: 'patronymic', from: patronymic, to: '' });
  expect(told.flat()).toContainEqual(expect.objectContaining({ field: 'expiryDate', to: document.expiryDate }));
});
