import { createCanvas } from '@napi-rs/canvas';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createBarcodeReader, weigh } from '../../../src/adapters/reading/barcode-reader.ts';
import { decodeImage } from '../../../src/adapters/reading/decode-image.ts';
import { codePng, pageOf } from './codes.ts';

const fetched = vi.spyOn(globalThis, 'fetch');

it('takes its engine from the package, not from the network', async () => {
  const barcodes = await createBarcodeReader();
  const image = await decodeImage(await codePng('QRCode', 'OFFLINE'));
  if (typeof image === 'string') throw new Error(image);
  expect((await barcodes.firstLook(image.pixels)).finds.map(({ text }) => text)).toEqual(['OFFLINE']);
  expect(fetched).not.toHaveBeenCalled();
});

const find = (format: string, text: string) => ({ format, text, binary: false });

describe('weighing of second looks', () => {
  it('believes one look at a matrix code', () => {
    expect(weigh([find('QRCode', 'A')])).toEqual({ finds: [find('QRCode', 'A')], disagree: false });
  });

  it('believes a linear code only when two looks read the same', () => {
    expect(weigh([find('Code128', 'A')])).toEqual({ finds: [], disagree: false });
    expect(weigh([find('Code128', 'A'), find('Code128', 'B')])).toEqual({ finds: [], disagree: false });
    expect(weigh([find('Code128', 'A'), find('Code128', 'A')]).finds).toHaveLength(1);
  });

  it('guesses nothing when looks contradict each other', () => {
    expect(weigh([find('PDF417', 'A'), find('PDF417', 'B')])).toEqual({ finds: [], disagree: true });
    const kinds = [find('Code128', '1'), find('Code128', '1'), find('EAN13', '2'), find('EAN13', '2')];
    expect(weigh(kinds)).toEqual({ finds: [], disagree: true });
  });

  it('keeps codes of different kinds beside each other', () => {
    expect(weigh([find('PDF417', 'A'), find('QRCode', 'B'), find('QRCode', 'B')]).finds).toHaveLength(2);
  });
});

it.each([0, 10, 15, 20, 25, 30, 40, 60])(
  'never reads half of an ITF that lies askew by %i degrees',
  async (degrees) => {
    const image = await decodeImage(
      (await pageOf([await codePng('ITF', '900315450122', 3)], degrees)).toBuffer('image/png'),
    );
    if (typeof image === 'string') throw new Error(image);
    const barcodes = await createBarcodeReader();
    const first = await barcodes.firstLook(image.pixels);
    const { finds } = first.finds.length > 0 ? first : await barcodes.secondLook(image.pixels, 5_000);
    expect(finds.map(({ text }) => text)).toEqual(['900315450122']);
  },
);

it('turns a picture as its EXIF says', async () => {
  const canvas = createCanvas(300, 200);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 300, 200);
  pen.fillStyle = '#000';
  pen.fillRect(0, 0, 60, 60);
  const jpeg = canvas.toBuffer('image/jpeg');
  // APP1 with one IFD entry: orientation 6, the camera was held upright (Exif 2.32 §4.6.4).
  const exif = Buffer.from('ffe10022457869660000' + '49492a0008000000010012010300010000000600000000000000', 'hex');
  const image = await decodeImage(Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]));
  if (typeof image === 'string') throw new Error(image);
  const { rgba, width, height } = image.pixels;
  expect([width, height]).toEqual([200, 300]);
  const lightness = (x: number, y: number): number => rgba[(y * width + x) * 4] ?? -1;
  expect(lightness(170, 30)).toBeLessThan(40);
  expect(lightness(30, 30)).toBeGreaterThan(215);
});

it('reads a transparent code as if it lay on paper', async () => {
  const page = await pageOf([await codePng('QRCode', 'CLEAR')]);
  const pen = page.getContext('2d');
  const pixels = pen.getImageData(0, 0, page.width, page.height);
  for (let i = 0; i < pixels.data.length; i += 4) pixels.data[i + 3] = 255 - (pixels.data[i] ?? 0);
  pen.putImageData(pixels, 0, 0);
  const image = await decodeImage(page.toBuffer('image/png'));
  if (typeof image === 'string') throw new Error(image);
  const barcodes = await createBarcodeReader();
  expect((await barcodes.firstLook(image.pixels)).finds.map(({ text }) => text)).toEqual(['CLEAR']);
});

const folder = join(
  process.env['BEKET_CORPUS'] ?? resolve(import.meta.dirname, '../../../../shared/corpus'),
  'barcodes',
);
const isHere = existsSync(join(folder, 'manifest.json'));
if (!isHere) console.warn(`Skipped: no barcode corpus in ${folder}; set BEKET_CORPUS.`);

describe.skipIf(!isHere)('corpus', () => {
  type Item = { file: string; negative?: boolean; expected: string | null; expectedBytesBase64: string | null };
  const items = isHere ? (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Item[]) : [];

  it('is read without a wrong word, and nothing is read where nothing is', { timeout: 240_000 }, async () => {
    const barcodes = await createBarcodeReader();
    let read = 0;
    const wrong: string[] = [];
    for (const item of items) {
      const image = await decodeImage(readFileSync(join(folder, item.file)));
      if (typeof image === 'string') throw new Error(`${item.file}: ${image}`);
      const first = await barcodes.firstLook(image.pixels);
      const { finds } = first.finds.length > 0 ? first : await barcodes.secondLook(image.pixels, 5_000);
      const isRight = finds.some(({ text, bytes }) =>
        item.expectedBytesBase64 === null
          ? text === item.expected
          : Buffer.from(bytes ?? []).toString('base64') === item.expectedBytesBase64,
      );
      if (isRight && !item.negative) read += 1;
      else if (finds.some(({ part }) => !part)) wrong.push(item.file);
    }
    expect(wrong).toEqual([]);
    const positives = items.filter((item) => !item.negative).length;
    expect(read / positives).toBeGreaterThan(0.93);
  });
});
