import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader } from '../../../src/adapters/reading/reader.ts';
import type { Reader } from '../../../src/core/ports.ts';
import { codePng, pageOf, toBmp } from './codes.ts';

const workerUrl = new URL('../../../src/adapters/reading/worker.ts', import.meta.url);
const today = (): string => '2026-11-22';
let reader: Reader;
beforeAll(() => {
  reader = createReader({ workerUrl, today });
});
afterAll(() => reader.close());

const readFile = (file: Buffer) => reader.read({ source: 'image', payload: file.toString('base64') });
const problemsOf = async (file: Buffer) => (await readFile(file)).flatMap((reading) => reading.problems);
const blank = (width: number, height: number) => {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  return canvas;
};

describe('codes in pictures', () => {
  it.each([
    ['PDF417', 'PDF417', 'a longer text, 2026'],
    ['QRCode', 'QRCode', 'Жолаушы № 7'],
    ['DataMatrix', 'DataMatrix', 'BOARDING/04'],
    ['Aztec', 'Aztec', 'M1INVENTED/NAME'],
    ['Code128', 'Code128', 'AB-2026-11'],
    ['Code39', 'Code39', 'BEKET 39'],
    ['ITF', 'ITF', '00012345678905'],
    ['EAN13', 'EAN13', '4870001234560'],
  ] as const)('reads %s', async (format, name, text) => {
    const [reading, ...others] = await readFile(await codePng(format, text));
    expect(others).toEqual([]);
    expect(reading).toMatchObject({ source: 'barcode', format: name, text });
  });

  it.each([
    ['PDF417', 90],
    ['PDF417', 180],
    ['PDF417', 270],
    ['QRCode', 17],
    ['PDF417', 12],
    ['PDF417', 45],
    ['Code128', 30],
    ['Code39', 30],
  ] as const)('reads a %s turned by %i degrees', async (format, degrees) => {
    const page = await pageOf([await codePng(format, 'TURNED PAGE')], degrees);
    expect((await readFile(page.toBuffer('image/png'))).map((reading) => reading.text)).toEqual(['TURNED PAGE']);
  });

  it('reads white on black', async () => {
    const page = await pageOf([await codePng('QRCode', 'NEGATIVE')], 0, 'inverted');
    expect((await readFile(page.toBuffer('image/png'))).map((reading) => reading.text)).toEqual(['NEGATIVE']);
  });

  it('finds several codes in one picture', async () => {
    const page = await pageOf([await codePng('QRCode', 'FIRST'), await codePng('PDF417', 'SECOND')]);
    const texts = (await readFile(page.toBuffer('image/jpeg'))).map((reading) => reading.text);
    expect(texts.toSorted()).toEqual(['FIRST', 'SECOND']);
  });

  it('keeps bytes that are no text as bytes', async () => {
    const bytes = Uint8Array.from([0x00, 0xff, 0x80, 0x9f, 0x03, 0xd9, 0xc5, 0x01, 0xfe]);
    const [reading] = await readFile(await codePng('QRCode', bytes));
    expect(reading).toMatchObject({ format: 'QRCode', text: Buffer.from(bytes).toString('hex') });
    expect(reading?.problems).toContainEqual({ field: 'barcode', code: 'binary-payload' });
  });

  it.each(['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const)('opens %s', async (mime) => {
    const page = await pageOf([await codePng('QRCode', mime, 6)]);
    expect((await readFile(page.toBuffer(mime as 'image/png'))).map((reading) => reading.text)).toEqual([mime]);
  });

  it('opens bmp', async () => {
    const page = await pageOf([await codePng('QRCode', 'OLD SCANNER')]);
    expect((await readFile(toBmp(page))).map((reading) => reading.text)).toEqual(['OLD SCANNER']);
  });

  it('reads a code in a 40-megapixel picture', async () => {
    const big = blank(8000, 5000);
    const code = await pageOf([await codePng('QRCode', 'IN A CORNER', 10)]);
    big.getContext('2d').drawImage(code, 5000, 3000);
    expect((await readFile(big.toBuffer('image/jpeg'))).map((reading) => reading.text)).toEqual(['IN A CORNER']);
  });
});

describe('bad pictures', () => {
  it('names an empty file', async () => {
    expect(await problemsOf(Buffer.alloc(0))).toEqual([{ field: 'image', code: 'empty-image' }]);
  });

  it('names a text file with the ending of a picture', async () => {
    expect(await problemsOf(Buffer.from('no picture at all'))).toEqual([{ field: 'image', code: 'not-an-image' }]);
  });

  it('refuses a picture that would not fit into memory, by its header alone', async () => {
    const bomb = blank(1, 1).toBuffer('image/png');
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect(await problemsOf(bomb)).toEqual([{ field: 'image', code: 'image-too-large' }]);
  });

  it.each(['image/png', 'image/jpeg', 'image/webp'] as const)('names a torn %s', async (mime) => {
    const whole = (await pageOf([await codePng('QRCode', 'TORN')])).toBuffer(mime as 'image/png');
    for (const part of [0.9, 0.3, 0.05]) {
      const torn = whole.subarray(0, Math.max(40, Math.floor(whole.length * part)));
      const readings = await readFile(torn);
      const read = readings.some((reading) => reading.text === 'TORN');
      const named = readings.some((reading) => reading.problems.some(({ code }) => code === 'torn-image'));
      expect(read || named, `${mime} cut to ${part}`).toBe(true);
    }
  });

  it('says that a blank page holds nothing', async () => {
    expect(await problemsOf(blank(640, 480).toBuffer('image/png'))).toEqual([
      { field: 'image', code: 'nothing-found' },
    ]);
  });

  it('survives noise of every kind', async () => {
    const heads = ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', '\xff\xd8\xff\xe0', 'RIFF\xff\0\0\0WEBPVP8 ', 'GIF89a', 'BM'];
    for (const head of heads) {
      const file = Buffer.concat([
        Buffer.from(head, 'latin1'),
        Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 7919) % 251)),
      ]);
      const codes = (await problemsOf(file)).map(({ code }) => code);
      expect(codes).toHaveLength(1);
      expect(['torn-image', 'image-too-large', 'nothing-found', 'not-an-image']).toContain(codes[0]);
    }
  });
});

describe('text', () => {
  it('answers an empty scan', async () => {
    expect(await reader.read({ source: 'wedge', payload: '\r\n' })).toEqual([
      { source: 'none', format: 'none', text: '', problems: [{ field: 'text', code: 'empty-text' }] },
    ]);
  });

  it('reads the internal passport that a wedge typed', async () => {
    const payload = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\r\n4511234569RUS9003152F<<<<<<<1110720770056<98\r\n';
    const [reading] = await reader.read({ source: 'wedge', payload });
    expect(reading).toMatchObject({
      source: 'mrz',
      format: 'PNRUS',
      problems: [],
      document: { issueDate: '2011-07-20' },
    });
  });
});
