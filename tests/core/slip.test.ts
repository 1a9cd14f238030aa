import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayText } from '../../src/domain/local-time.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

const circumstances = { direction: 'entry', purpose: 'private', transport: 'foot' } as const;
const zone = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98\n';
const hasPdfText = spawnSync('pdftotext', ['-v']).error === undefined;
if (!hasPdfText) console.warn('pdftotext is not installed: what stands on the slips of paper was not read back.');

let desk: TestDesk;
let seq = 0;
beforeAll(async () => {
  desk = await openSetUpDesk();
  const { parked } = await desk.value('read', { scan: { source: 'wedge', payload: zone }, circumstances });
  if (!parked) throw new Error('nothing was read');
  seq = (await desk.value('record', { caseId: parked.id, action: 'admit' })).seq;
});
afterAll(() => desk.close());

/** Day numbers of the desk's zone: today, and 89 and 29 days after. */
const today = (): number =>
  Math.floor(Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty' }).format(new Date())) / 86_400_000);
const inDays = (days: number): string => dayText(today() + days);

describe('the traveller’s slip', () => {
  it('says until when, by when to register, by which article, and as of when it was known', async () => {
    const slip = await desk.value('slip', { seq });
    expect(slip).toMatchObject({
      seq,
      holder: { name: 'ЩЕРБАКОВА ЮЛИЯ ЮРЬЕВНА', number: '4511 123456' },
      direction: 'entry',
      outcome: 'admit',
      stay: { used: 0, remaining: 90, lastLawfulDay: inDays(89) },
      registerBy: inDays(29),
      // A desk without a centre knows of no other post.
      partial: true,
      knownAsOf: slip.at,
    });
    const cited = slip.said.map(({ citation }) => citation).join(' | ');
    expect(cited).toContain('Decree 1146');
    expect(cited).toContain('MIA Order 923');
    for (const { text } of slip.said) expect(Object.keys(text).sort()).toEqual(['en', 'kk', 'ru']);
  });

  it('is told of no list and of no doubt about the page', async () => {
    const { id } = (
      await desk.value('read', {
        scan: { source: 'wedge', payload: zone.replace('9003152', '9003162') },
        circumstances: { ...circumstances, direction: 'exit' },
      })
    ).parked as { id: string };
    const row = await desk.value('record', { caseId: id, action: 'refer', reason: { code: 'DOC_INVALID' } });
    expect(row.body.findings.map(({ rule }) => rule)).toContain('KZ.READING');
    const slip = await desk.value('slip', { seq: row.seq });
    expect(slip.said.map(({ rule }) => rule)).not.toContain('KZ.READING');
    expect(slip).toMatchObject({ direction: 'exit', outcome: 'refer' });
  });

  it('is not given of what is no crossing', async () => {
    expect(await desk.call('slip', { seq: 1 })).toMatchObject({ ok: false, fault: { code: 'no-such-entry' } });
  });

  it.each([
    ['roll', '80mm', 226.77],
    ['sheet', 'a4', 595.28],
  ] as const)('on a %s is one page of its width', async (format, name, points) => {
    const file = await desk.value('exportSlip', { seq, format });
    expect(file).toMatchObject({ fileName: `slip-${seq}-${name}.pdf`, mediaType: 'application/pdf' });
    const bytes = Buffer.from(file.base64, 'base64').toString('latin1');
    expect(bytes.startsWith('%PDF-1.7')).toBe(true);
    const boxes = [...bytes.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes).toHaveLength(1);
    expect(Number(boxes[0]?.[1])).toBeCloseTo(points, 1);
  });

  it.skipIf(!hasPdfText).each(['roll', 'sheet'] as const)('on a %s stands in three languages', async (format) => {
    const { base64 } = await desk.value('exportSlip', { seq, format });
    const input = Buffer.from(base64, 'base64');
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input, encoding: 'utf8' }).replace(/\s+/g, ' ');
    const year = inDays(89).slice(0, 4);
    for (const words of [
      'ЩЕРБАКОВА ЮЛИЯ ЮРЬЕВНА',
      '4511 123456',
      'Тіркелудің соңғы',
      'Регистрация не',
      'Register by',
      'Days left 90',
      'Осталось дней 90',
      'Қалған күн 90',
      'Decree 1146',
      'MIA Order 923',
      'As it was known on',
      `${Number(inDays(29).slice(8))} `,
      year,
    ])
      expect(text).toContain(words);
  });
});
