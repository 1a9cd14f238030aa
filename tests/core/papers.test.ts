import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signedCode } from '../../src/adapters/printing/tally-seal.ts';
import type { Circumstances } from '../../src/domain/crossing.ts';
import type { SignedTally } from '../../src/domain/signed-tally.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

const poppler = { pictures: 'pdftoppm' };
const hasPoppler = spawnSync(poppler.pictures, ['-v']).error === undefined;
if (!hasPoppler) console.warn('Skipped: a printed tally before the camera; pdftoppm is not installed.');

const internalPassport = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';
const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car' };
const supervisor = {
  officer: { badge: 'S2', name: 'Second Person', role: 'supervisor', active: true },
  pin: '2222',
} as const;

let desk: TestDesk;
let folder: string;
let shift: number;
let crossing: number;

const signed = async (format: 'pdf' | 'json'): Promise<Buffer> =>
  Buffer.from((await desk.value('signedTally', { shift, format, language: 'ru' })).base64, 'base64');
const check = (bytes: Buffer) => desk.value('checkPaper', { file: bytes.toString('base64') });
const pictureOf = (pdf: Buffer, ...more: string[]): Buffer => {
  writeFileSync(join(folder, 'paper.pdf'), pdf);
  execFileSync(poppler.pictures, [
    '-r',
    '200',
    ...more,
    '-singlefile',
    join(folder, 'paper.pdf'),
    join(folder, 'page'),
  ]);
  return readFileSync(join(folder, more.includes('-jpeg') ? 'page.jpg' : 'page.png'));
};
/** The data a paper bears, with one digit of one figure another. */
const forged = (pdf: Buffer): Buffer => {
  const text = pdf.toString('latin1');
  const [, data = ''] = /%beket-data (\S+)\n/.exec(text) ?? [];
  const json = Buffer.from(data, 'base64').toString('utf8');
  const changed = json.replace('"total":1', '"total":2');
  expect(changed).not.toBe(json);
  return Buffer.from(text.replace(data, Buffer.from(changed).toString('base64')), 'latin1');
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'beket-papers-'));
  desk = await openSetUpDesk();
  await desk.value('saveOfficer', supervisor);
  const { current } = await desk.value('openShift', {});
  shift = current?.seq ?? 0;
  const { parked } = await desk.value('read', { scan: { source: 'wedge', payload: internalPassport }, circumstances });
  const reason = parked?.decision?.advice === 'second-line' ? { reason: { code: 'CHECKED_ON_PAGE' as const } } : {};
  ({ seq: crossing } = await desk.value('record', { caseId: parked?.id ?? '', action: 'admit', ...reason }));
  await desk.value('closeShift', { leaveOpen: true });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a signed tally', () => {
  it('is genuine where this desk signed it, and its figures are shown to be compared', async () => {
    const said = { verdict: 'genuine', persons: { entry: 1, exit: 0, total: 1 } };
    expect(await check(await signed('pdf'))).toMatchObject({ ...said, kind: 'signed-tally' });
    expect(await check(await signed('json'))).toMatchObject(said);
    const code = signedCode(JSON.parse((await signed('json')).toString()) as SignedTally);
    expect(await desk.value('checkPaper', { text: code })).toMatchObject({ ...said, kind: 'seal' });
  });

  it('is refused with the reason when one digit changes, of the figures, of the file or of the code', async () => {
    const pdf = await signed('pdf');
    expect(await check(forged(pdf))).toMatchObject({ verdict: 'false', reason: 'tally' });
    const page = Buffer.from(pdf);
    page[2000] = (page[2000] ?? 0) ^ 1;
    expect(await check(page)).toMatchObject({ verdict: 'false', reason: 'paper' });
    const tally = JSON.parse((await signed('json')).toString()) as SignedTally;
    const code = signedCode(tally);
    const text = code.replace(/(\d)(?=T)/, (digit) => String((Number(digit) + 1) % 10));
    expect(await desk.value('checkPaper', { text })).toMatchObject({ verdict: 'false', reason: 'signature' });
    expect(await desk.value('checkPaper', { text: 'BEKET-SHIFT:1 nothing' })).toMatchObject({ reason: 'shape' });
  });

  it('of a shift with one entry proves that entry on paper too', async () => {
    const other = await openSetUpDesk();
    await other.value('openShift', {});
    const { last } = await other.value('closeShift', { leaveOpen: true });
    const seq = last[0]?.closed?.fromSeq ?? 0;
    expect(last[0]?.closed?.toSeq).toBe(seq);
    const { base64 } = await other.value('prove', { seq, format: 'pdf', language: 'kk' });
    expect(Buffer.from(base64, 'base64').toString('latin1')).toMatch(/^%PDF-/);
    await other.close();
  });

  it('of another desk holds, and whose key it is cannot be known here', async () => {
    const other = await openSetUpDesk();
    await other.value('openShift', {});
    const { last } = await other.value('closeShift', { leaveOpen: true });
    const file = await other.value('signedTally', { shift: last[0]?.seq ?? 0, format: 'json', language: 'en' });
    const verdict = await desk.value('checkPaper', { file: file.base64 });
    expect(verdict.verdict).toBe('elsewhere');
    expect(verdict.publicKey).toMatch(/^MCowBQYDK2VwAyEA/);
    expect(verdict).not.toHaveProperty('persons');
    await other.close();
  });

  it.skipIf(!hasPoppler)('is verified by its code in a picture of the paper, and before the camera', async () => {
    const pdf = await signed('pdf');
    expect(await check(pictureOf(pdf, '-gray', '-png'))).toMatchObject({ verdict: 'genuine', kind: 'seal' });
    const frame = pictureOf(pdf, '-jpeg').toString('base64');
    const { paper } = await desk.value('look', { frame, fresh: true, circumstances });
    expect(await desk.value('checkPaper', { text: paper })).toMatchObject({ verdict: 'genuine', kind: 'seal' });
  });
});

describe('a tally nobody signed', () => {
  it.skipIf(!hasPoppler)(
    'is genuine while the log counts the same, and is not once something was corrected',
    async () => {
      const day = (await desk.value('recent', { limit: 1 }))[0]?.day ?? '';
      const period = { kind: 'days', from: day, to: day } as const;
      const { base64 } = await desk.value('exportTally', { period, format: 'pdf', language: 'kk' });
      const picture = pictureOf(Buffer.from(base64, 'base64'), '-gray', '-png');
      expect(await check(picture)).toMatchObject({ verdict: 'genuine', kind: 'tally', persons: { total: 1 } });
      await desk.value('void', { seq: crossing, reason: 'recorded twice', witness: { badge: 'S2', pin: '2222' } });
      expect(await check(picture)).toMatchObject({ verdict: 'false', reason: 'other-figures' });
    },
  );

  it('whatever else is read is no paper', async () => {
    expect(await desk.value('checkPaper', { text: internalPassport })).toEqual({ verdict: 'none' });
    expect(await desk.value('checkPaper', {})).toEqual({ verdict: 'none' });
    const { verdict } = await desk.value('checkPaper', {
      text: `BEKET-TALLY:1 X 2026-11-22/2026-11-22 ${'A'.repeat(64)}`,
    });
    expect(verdict).toBe('elsewhere');
  });
});
