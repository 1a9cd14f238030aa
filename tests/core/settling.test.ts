import { afterEach, beforeEach, expect, it } from 'vitest';
import { blotted } from '../adapters/reading/ocr/blotted.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';
import { settledText } from '../../src/core/settling.ts';
import { parseMrz } from '../../src/domain/document/mrz.ts';
import type { Reading } from '../../src/domain/document/reading.ts';

const specimen = 'P<KAZSEITKALI<<ARMAN<<<<<<<<<<<<<<<<<<<<<<<<\nN012345679KAZ9001011M3401011900101350003<<08';
const doubtful = (places: { line: number; index: number; field: string }[]): Reading => ({
  ...(parseMrz(specimen, '2026-11-22') as Reading),
  doubt: { places, cut: '', left: 0, pitch: 1, lineHeight: 1 },
});
const circumstances = { direction: 'entry', purpose: 'private', transport: 'foot' } as const;

let desk: TestDesk;
beforeEach(async () => {
  desk = await openSetUpDesk();
});
afterEach(() => desk.close());

it('lays the officer’s characters over the places in doubt, and nothing else', () => {
  const reading = doubtful([{ line: 0, index: 5, field: 'surname' }]);
  expect(settledText(reading, ['Z'])).toBe(specimen.replace('SEITKALI', 'ZEITKALI'));
  expect(settledText(reading, ['Z', 'Y'])).toBeUndefined();
  expect(settledText(doubtful([{ line: 7, index: 0, field: 'surname' }]), ['Z'])).toBeUndefined();
});

it('refuses characters for a case that nothing is in doubt about', async () => {
  const scan = { source: 'wedge' as const, payload: specimen };
  const { parked } = await desk.value('read', { scan, circumstances });
  const answer = await desk.call('settle', { caseId: parked?.id ?? '', characters: ['A'] });
  expect(answer).toMatchObject({ ok: false, fault: { code: 'bad-input' } });
});

it('reads a picture, asks for what it is unsure of, and takes the officer’s word', async () => {
  const scan = { source: 'image' as const, payload: (await blotted('td3-kaz')).toString('base64') };
  const { parked } = await desk.value('read', { scan, circumstances });
  const places = parked?.reading.doubt?.places ?? [];
  const lines = parked?.reading.text.split('\n') ?? [];
  expect(places.length).toBeGreaterThan(0);
  const characters = places.map(({ line, index }) => lines[line]?.charAt(index) ?? '<');
  const settled = await desk.value('settle', { caseId: parked?.id ?? '', characters });
  expect(settled.reading.doubt).toBeUndefined();
  expect(settled.reading.text).toBe(parked?.reading.text);
  expect(settled.reading.problems.filter(({ code }) => code === 'unsure')).toEqual([]);
});
