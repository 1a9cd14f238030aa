import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { administrator, openSetUpDesk, type TestDesk } from './open-desk.ts';

const internalPassport = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';
const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car' };
const next = { badge: 'S2', pin: '2222' } as const;
const outgoing = { badge: administrator.badge, pin: administrator.pin };
const equipment = [
  { item: 'reader', works: true },
  { item: 'lamp', works: false },
] as const;
const words = {
  seized: ['Internal passport 4511 234569, the safe'],
  faults: [{ item: 'lamp' as const, note: 'dark at one end' }],
  remarks: 'The barrier sticks.',
};
const handover = { outgoing, incoming: next, equipment: [...equipment], words };

let desk: TestDesk;
const refer = async (): Promise<number> => {
  const { parked } = await desk.value('read', { scan: { source: 'wedge', payload: internalPassport }, circumstances });
  const reason = { code: 'SECURITY' as const };
  return (await desk.value('record', { caseId: parked?.id ?? '', action: 'refer', reason })).seq;
};
/** The sheet as text, by poppler, which had no part in making it. */
const sheetText = async (shift: number, language: 'kk' | 'ru' | 'en'): Promise<string> => {
  const { base64 } = await desk.value('handoverSheet', { shift, language });
  const folder = mkdtempSync(join(tmpdir(), 'beket-handover-'));
  const file = join(folder, 'sheet.pdf');
  writeFileSync(file, Buffer.from(base64, 'base64'));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return text;
};

beforeEach(async () => {
  desk = await openSetUpDesk();
  const officer = { badge: next.badge, name: 'Second Person', role: 'officer', active: true } as const;
  await desk.value('saveOfficer', { officer, pin: next.pin });
});
afterEach(() => desk.close());

describe('the handover of a shift', () => {
  it('stands in the entry that closes it, with lanes and equipment from the opening', async () => {
    const opened = [{ item: 'lamp', works: true }] as const;
    await desk.value('openShift', { officers: ['S2'], lanes: ['1', '2'], equipment: [...opened] });
    const seq = await refer();
    const { last } = await desk.value('closeShift', { leaveOpen: true, handover });
    expect(last[0]).toMatchObject({ lanes: ['1', '2'], equipment: opened });
    expect(last[0]?.closed?.handover).toMatchObject({
      outgoing: 'A1',
      incoming: 'S2',
      openCases: [seq],
      seized: 1,
      equipment,
      watchlist: { entries: 0 },
    });
    expect(last[0]?.closed?.handover?.unsent).toBe(seq);
    // What names a document is personal, and stands nowhere else.
    expect(JSON.stringify(last)).not.toContain('234569');
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
  });

  it('is refused where a PIN is wrong or one officer would be both, and the shift stays open', async () => {
    await desk.value('openShift', {});
    const close = (given: object) =>
      desk.call('closeShift', { leaveOpen: true, handover: { ...handover, ...given } } as never);
    expect(await close({ incoming: outgoing })).toMatchObject({ fault: { code: 'same-officer', field: 'incoming' } });
    expect(await close({ incoming: { ...next, pin: '9999' } })).toMatchObject({ fault: { code: 'bad-credentials' } });
    expect(await close({ outgoing: { ...outgoing, pin: '9999' } })).toMatchObject({
      fault: { code: 'bad-credentials' },
    });
    expect((await desk.value('shifts', {})).current).toBeDefined();
  });

  it('is printed in three languages, at the closing and again when its cases are settled', async () => {
    const { current } = await desk.value('openShift', { lanes: ['1', '2'] });
    const seq = await refer();
    await desk.value('closeShift', { leaveOpen: true, handover });
    const shift = current?.seq ?? 0;
    for (const [language, title, fault] of [
      ['kk', 'Ауысымды тапсыру парағы', 'ақаулы'],
      ['ru', 'Лист сдачи смены', 'неисправно'],
      ['en', 'Handover sheet', 'faulty'],
    ] as const) {
      const text = await sheetText(shift, language);
      for (const said of [title, fault, 'dark at one end', '4511 234569', 'The barrier sticks.', 'S2 Second Person'])
        expect(text, language).toContain(said);
      expect(text).toMatch(new RegExp(`\\b${seq}\\b`));
    }
    await desk.value('resolve', { seq, action: 'admit', reason: { code: 'CHECKED_ON_PAGE' } });
    expect(await sheetText(shift, 'en')).toContain('Admitted');
  });

  it('has no sheet where the shift was closed without', async () => {
    const { current } = await desk.value('openShift', {});
    await desk.value('closeShift', { leaveOpen: true });
    expect(await desk.call('handoverSheet', { shift: current?.seq ?? 0, language: 'en' })).toMatchObject({
      fault: { code: 'no-handover' },
    });
  });
});
