import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LaneCase } from '../../src/contract/views.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

const circumstances = { direction: 'entry', purpose: 'private', transport: 'foot' } as const;
const fields = {
  type: 'passport',
  issuer: 'RUS',
  citizenship: 'RUS',
  number: '991234567',
  surname: 'SPECIMEN',
  givenNames: 'ANNA',
  birthDate: '15.03.1990',
  sex: 'F',
  expiryDate: '01.01.2035',
};

let desk: TestDesk;
beforeAll(async () => {
  desk = await openSetUpDesk();
});
afterAll(() => desk.close());

const parked = async (): Promise<LaneCase> => {
  const { parked: found, problems } = await desk.value('enter', { fields, circumstances });
  if (!found) throw new Error(JSON.stringify(problems));
  return found;
};
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty' }).format(new Date());

describe('the traveller’s word', () => {
  it('is recorded with the decision, shows what would follow, and changes no advice', async () => {
    const first = await parked();
    await desk.value('record', { caseId: first.id, action: 'admit' });
    // Entering twice without an exit between: one crossing is missing in the records.
    const again = await parked();
    expect(again.decision?.advice).toBe('second-line');
    const claim = { direction: 'exit', day: today() } as const;
    // The clock goes on while the word is weighed.
    let instant = Date.now();
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => (instant += 3));
    const told = await desk.value('rebut', {
      caseId: again.id,
      rebuttal: { kind: 'stamp', words: ' Штамп Маштаково ', claim },
    });
    clock.mockRestore();
    expect(told.decision).toEqual(again.decision);
    expect(told.rebuttal).toMatchObject({ kind: 'stamp', words: 'Штамп Маштаково', claim });
    // One day was used, today, and is counted still; nothing is missing any more.
    expect(told.rebuttal?.supposed).toMatchObject({ advice: 'info', remaining: 89 });

    const row = await desk.value('record', {
      caseId: again.id,
      action: 'admit',
      reason: { code: 'SEEN_OTHER_EVIDENCE' },
    });
    expect(row.body).toMatchObject({ advice: 'second-line', override: true });
    expect(row.body.rebuttal).toEqual({ kind: 'stamp', claim, supposed: told.rebuttal?.supposed });
    expect(row.personal?.rebuttal).toBe('Штамп Маштаково');
    expect(JSON.stringify(row.body)).not.toContain('Маштаково');
    const [newest] = await desk.value('recent', { limit: 1 });
    expect(newest?.body.rebuttal).toEqual(row.body.rebuttal);
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
  });

  it('stays with the case under other circumstances, and goes when it is taken back', async () => {
    const one = await parked();
    await desk.value('rebut', { caseId: one.id, rebuttal: { kind: 'ticket' } });
    const turned = await desk.value('weigh', {
      caseId: one.id,
      circumstances: { ...circumstances, direction: 'exit' },
    });
    expect(turned.rebuttal).toEqual({ kind: 'ticket' });
    const back = await desk.value('rebut', { caseId: one.id });
    expect(back.rebuttal).toBeUndefined();
    const row = await desk.value('record', { caseId: one.id, action: 'refer', reason: { code: 'STAY_LIMIT' } });
    expect(row.body.rebuttal).toBeUndefined();
  });

  it('goes along to the second line', async () => {
    const one = await parked();
    await desk.value('rebut', { caseId: one.id, rebuttal: { kind: 'second-passport', words: 'Другой паспорт' } });
    await desk.value('record', { caseId: one.id, action: 'refer' });
    const waiting = await desk.value('secondLine', {});
    expect(waiting.at(-1)).toMatchObject({
      body: { rebuttal: { kind: 'second-passport' } },
      personal: { rebuttal: 'Другой паспорт' },
    });
  });

  it('is counted in the tally', async () => {
    const tally = await desk.value('tally', { period: { kind: 'days', from: today(), to: today() } });
    expect(tally.rebuttals).toBe(2);
  });

  it('is of a day that has been', async () => {
    const one = await parked();
    const rebuttal = { kind: 'ticket', claim: { direction: 'exit', day: '2999-01-01' } } as const;
    expect(await desk.call('rebut', { caseId: one.id, rebuttal })).toMatchObject({
      ok: false,
      fault: { code: 'bad-input', field: 'claim' },
    });
  });
});
