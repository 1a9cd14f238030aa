import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { inventedPassport } from './invented-passport.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car', plate: '123ABC02' };

let desk: TestDesk;
let people = 0;
beforeAll(async () => {
  desk = await openSetUpDesk();
});
afterAll(() => desk.close());

const decided = async (action: 'admit' | 'refer' | 'refuse', remarks = 'two bags'): Promise<number> => {
  people += 1;
  const scan = { source: 'wedge' as const, payload: inventedPassport(people) };
  const { parked } = await desk.value('read', { scan, circumstances });
  const reason = action === 'admit' ? undefined : { code: 'FALSE_INFO' as const, note: 'said two things' };
  const row = await desk.value('record', { caseId: parked?.id ?? '', action, remarks, ...(reason && { reason }) });
  return row.seq;
};
const ground = { code: 'DOC_FORGED' as const, note: 'page 5' };

describe('the second line', () => {
  it('is handed what was read and decided, with every finding told again', async () => {
    const { row, findings } = await desk.value('handOver', { seq: await decided('refer') });
    expect(row).toMatchObject({
      body: { action: 'refer', officer: 'A1', reason: { code: 'FALSE_INFO' } },
      personal: { remarks: 'two bags', note: 'said two things', raw: inventedPassport(people) },
    });
    expect(findings.map(({ rule }) => rule)).toEqual(row.body.findings.map(({ rule }) => rule));
    expect(findings.every(({ citation, text }) => citation !== '' && text.kk !== '' && text.ru !== '')).toBe(true);
  });

  it('hands a refused traveller a form and records whether it was signed, once', async () => {
    const seq = await decided('refer');
    await desk.value('resolve', { seq, action: 'refuse', reason: ground });
    const file = await desk.value('refusalForm', { seq, language: 'en' });
    expect(file).toMatchObject({ mediaType: 'application/pdf' });
    expect(
      Buffer.from(file.base64, 'base64')
        .toString('latin1')
        .match(/\/Type \/Page\n/g),
    ).toHaveLength(3);
    const served = await desk.value('serveRefusal', { seq, language: 'en', signature: 'refused-to-sign' });
    expect(served.served).toMatchObject({ signature: 'refused-to-sign', language: 'en', officer: 'A1' });
    const again = await desk.call('serveRefusal', { seq, language: 'en', signature: 'signed' });
    expect(again).toMatchObject({ fault: { code: 'already-served' } });
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
  });

  it('has a form for a refusal of the first line too, in two languages where the traveller speaks one of them', async () => {
    const seq = await decided('refuse');
    const file = await desk.value('refusalForm', { seq, language: 'ru' });
    expect(
      Buffer.from(file.base64, 'base64')
        .toString('latin1')
        .match(/\/Type \/Page\n/g),
    ).toHaveLength(2);
  });

  it.each(['admit', 'refer'] as const)('has no form for somebody who was not refused: %s', async (action) => {
    const seq = await decided(action);
    for (const answer of [
      await desk.call('refusalForm', { seq, language: 'kk' }),
      await desk.call('serveRefusal', { seq, language: 'kk', signature: 'signed' }),
    ]) {
      expect(answer).toMatchObject({ fault: { code: 'not-a-refusal' } });
    }
  });
});
