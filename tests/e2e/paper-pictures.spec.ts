// Pictures of the printed pages for the documents, in three languages: `BEKET_PICTURES=1 npx playwright test paper-pictures --project=kiosk`.
// Taken only when asked for, since dates are in them; to be opened and looked at before they are committed.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { equipmentItems } from '../../src/domain/handover.ts';
import { expect, signIn, test } from './fixtures.ts';
import { smallPng } from './small-png.ts';

test.skip(process.env['BEKET_PICTURES'] !== '1', 'BEKET_PICTURES=1 takes the pictures of the documents');

type File = { readonly base64: string };
type Row = { readonly seq: number; readonly day: string; readonly body: { readonly action: string } };
type Shifts = { readonly last: readonly { readonly seq: number }[] };

/** Sheets of a paper that are shown, and dots an inch that a page of a document needs. */
const [shownPages, dotsPerInch] = [2, 72];

test('the pictures of the printed pages', async ({ page, freshKiosk }, info) => {
  test.setTimeout(180_000);
  await page.goto(freshKiosk.address);
  await signIn(page, 'administrator');
  const call = async <T>(name: string, data: object): Promise<T> => {
    const headers = { 'x-beket': '1', 'content-type': 'application/json' };
    const answer = await page.request.post(new URL(`/api/call/${name}`, page.url()).href, { headers, data });
    const { value, fault } = (await answer.json()) as { value?: T; fault?: unknown };
    expect(fault, name).toBeUndefined();
    return value as T;
  };
  const draw = async (name: string, { base64 }: File): Promise<void> => {
    const pdf = info.outputPath(`${name}.pdf`);
    writeFileSync(pdf, Buffer.from(base64, 'base64'));
    const pages = ['-f', '1', '-l', String(shownPages)];
    execFileSync('pdftoppm', ['-r', String(dotsPerInch), '-png', ...pages, pdf, info.outputPath(name)]);
    const drawn = readdirSync(info.outputPath('.')).filter(
      (file) => file.startsWith(`${name}-`) && file.endsWith('.png'),
    );
    expect(drawn.length).toBeGreaterThan(0);
    for (const [index, file] of drawn.toSorted().entries()) {
      const image = await loadImage(readFileSync(info.outputPath(file)));
      const canvas = createCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const to = join('docs', 'pictures', `paper-${name}-${index + 1}.png`);
      writeFileSync(to, smallPng(context.getImageData(0, 0, image.width, image.height)));
    }
  };

  const rows = await call<Row[]>('recent', { limit: 200 });
  const [newest] = rows;
  const refused = rows.find(({ body }) => body.action === 'refuse');
  const day = newest?.day ?? '';
  const week = new Date(Date.parse(`${day}T00:00:00Z`) - 6 * 86_400_000).toISOString().slice(0, 10);
  await call('openShift', {});
  const handover = {
    outgoing: { badge: 'A100', pin: '1000' },
    incoming: { badge: 'S200', pin: '2000' },
    equipment: equipmentItems.map((item) => ({ item, works: item !== 'lamp' })),
    words: { seized: ['Паспорт X00550682, сейф № 2'], faults: [{ item: 'lamp', note: 'темнеет с краю' }] },
  };
  const { last } = await call<Shifts>('closeShift', { leaveOpen: true, handover });
  const shift = last[0]?.seq ?? 0;
  for (const language of ['kk', 'ru', 'en']) {
    const period = { kind: 'days', from: week, to: day };
    await draw(`tally-${language}`, await call('exportTally', { period, format: 'pdf', language }));
    await draw(`shift-${language}`, await call('signedTally', { shift, format: 'pdf', language }));
    await draw(`handover-${language}`, await call('handoverSheet', { shift, language }));
  }
  await draw('refusal', await call('refusalForm', { seq: refused?.seq, language: 'ru' }));
  await draw('slip', await call('exportSlip', { seq: newest?.seq, format: 'sheet' }));
});
