import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/adapters/reading/decode-image.ts';
import { findOcrFolder } from '../../../../src/adapters/reading/ocr/ocr-folder.ts';
import { createMrzReader, type MrzReader } from '../../../../src/adapters/reading/ocr/read-mrz.ts';
import { readingOf } from '../../../../src/adapters/reading/ocr/sighting-reading.ts';
import type { MrzSighting } from '../../../../src/adapters/reading/ocr/sighting.ts';
import { toGray, type Pixels } from '../../../../src/adapters/reading/pixels.ts';
import { pictureOf, printed, type Look } from './drawing.ts';

const today = '2026-11-22';
let reader: MrzReader;
beforeAll(async () => {
  reader = await createMrzReader(findOcrFolder(import.meta.url));
});

const see = async (name: string, look?: Look): Promise<MrzSighting | undefined> => {
  const { data, width, height } = await pictureOf(name, look);
  return reader.read(data, width, height);
};

const right = Object.keys(printed).filter((name) => name !== 'td3-forged');

describe('a zone in a picture', () => {
  it.each(right)('is read: %s', async (name) => {
    const sighting = await see(name);
    expect(sighting?.lines).toEqual(printed[name]);
    expect(sighting?.valid).toBe(true);
    expect(sighting?.unsure).toEqual([]);
  });

  it.each([90, 180, 270, 5, -7, 12, 86])('is read when turned by %d degrees', async (degrees) => {
    for (const name of ['td1-kaz', 'pnrus']) expect((await see(name, { degrees }))?.lines).toEqual(printed[name]);
  });

  it('says where it lies and which way it runs', async () => {
    const { width, height } = await pictureOf('td3-kaz', { degrees: 90 });
    const sighting = await see('td3-kaz', { degrees: 90 });
    expect(sighting?.format).toBe('TD3');
    expect(sighting?.box.angle).toBeCloseTo(90, 0);
    expect(sighting?.box.w).toBeGreaterThan(0.8 * height);
    expect(sighting?.box.x).toBeLessThan(0.4 * width);
    // Its own top left is the picture's top, right of the zone's foot.
    const [left = 0, top = 1, , bottom = 0] = sighting?.corners ?? [];
    expect(left).toBeLessThan(0.5);
    expect([top, bottom]).toEqual([expect.closeTo(0.06, 1), expect.closeTo(0.94, 1)]);
  });

  it.each([
    ['in perspective', { perspective: 0.1, degrees: 3 }],
    ['small and squeezed', { longest: 420, quality: 35 }],
    ['large', { longest: 2400 }],
  ] as [string, Look][])('is read %s', async (_, look) => {
    for (const name of right) expect((await see(name, look))?.valid).toBe(true);
  });

  it.each(right)('is never silently wrong under glare: %s', async (name) => {
    const sighting = await see(name, { glare: true });
    const doubted = new Set(sighting?.unsure.map(({ line, index }) => `${line}:${index}`));
    const wrong = (printed[name] ?? []).flatMap((line, l) =>
      [...line].flatMap((character, i) => (sighting?.lines[l]?.charAt(i) === character ? [] : [`${l}:${i}`])),
    );
    expect(sighting).toBeDefined();
    expect(wrong.filter((place) => !doubted.has(place))).toEqual([]);
  });
});

describe('honesty', () => {
  it('does not repair a check digit that is printed wrong', async () => {
    const sighting = await see('td3-forged');
    expect(sighting?.valid).toBe(false);
    expect(sighting?.lines).toEqual(printed['td3-forged']);
  });

  it('asks for the letters of a name that a blot covers', async () => {
    const reading = await see('td3-kaz', { blot: [0.175, 0.8, 0.045, 0.09] }).then(
      (seen) => seen && readingOf(seen, today),
    );
    expect(reading?.problems).toContainEqual({ field: 'surname', code: 'unsure' });
    expect(reading?.vouchedBy?.['number']).toBe('check-digit');
    expect(reading?.doubt?.places.map(({ field }) => field)).toContain('surname');
    const { pixels } = (await decodeImage(Buffer.from(reading?.doubt?.cut ?? '', 'base64'))) as { pixels: Pixels };
    expect(pixels.width).toBeGreaterThanOrEqual((reading?.doubt?.left ?? 0) + 44 * (reading?.doubt?.pitch ?? 0));
    expect(pixels.height).toBe(2 * (reading?.doubt?.lineHeight ?? 0));
    expect(reading?.document?.birthDate).toBe('1990-01-01');
  });

  it('keeps the digits of a Russian name, which stand for letters', async () => {
    const reading = await see('pnrus').then((seen) => seen && readingOf(seen, today));
    expect(reading?.document?.nativeName).toEqual({ surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' });
    expect(reading?.problems).toEqual([]);
  });

  it('finds nothing in paper, noise and an edge', () => {
    const [width, height] = [640, 420];
    const draw = (shade: (x: number, y: number) => number) =>
      Uint8Array.from({ length: width * height }, (_, i) => shade(i % width, Math.floor(i / width)));
    let seed = 1;
    const lot = () => (seed = (seed * 48_271) % 2_147_483_647) % 256;
    expect(
      reader.read(
        draw(() => 250),
        width,
        height,
      ),
    ).toBeUndefined();
    expect(reader.read(draw(lot), width, height)).toBeUndefined();
    expect(
      reader.read(
        draw((x, y) => (x > y ? 30 : 220)),
        width,
        height,
      ),
    ).toBeUndefined();
    expect(
      reader.read(
        draw((x, y) => (y % 20 < 8 ? ((x >> 2) % 2) * 200 : 220)),
        width,
        height,
      ),
    ).toBeUndefined();
    expect(reader.read(new Uint8Array(4), 2, 2)).toBeUndefined();
  });
});

type Item = { file: string; lines: string[]; valid: boolean; negative?: boolean };
const corpus = process.env['BEKET_CORPUS'] ?? resolve(import.meta.dirname, '../../../../../shared/corpus');
const missing = !existsSync(join(corpus, 'mrz-images/manifest.json'));
if (missing)
  console.warn(`No pictures in ${corpus}; set BEKET_CORPUS: the corpus tests of zones in pictures are skipped.`);

const seeFile = async (file: string): Promise<MrzSighting | undefined> => {
  const image = await decodeImage(readFileSync(join(corpus, file)));
  if (typeof image === 'string') throw new Error(`${file}: ${image}`);
  const { data, width, height } = toGray(image.pixels);
  return reader.read(data, width, height);
};

describe.skipIf(missing)('corpus', { timeout: 120_000 }, () => {
  it('is read as the issue asks', async () => {
    const { items } = JSON.parse(readFileSync(join(corpus, 'mrz-images/manifest.json'), 'utf8')) as { items: Item[] };
    const [valid, exact] = [[] as string[], [] as string[]];
    const right = items.filter((item) => item.valid);
    for (const { file, lines } of right) {
      const sighting = await seeFile(join('mrz-images', file));
      if (sighting?.valid) valid.push(file);
      if (sighting?.lines.join() === lines.join()) exact.push(file);
    }
    expect(valid.length / right.length).toBeGreaterThanOrEqual(0.95);
    expect(exact.length / right.length).toBeGreaterThanOrEqual(0.93);
  });

  it('shows no zone where there is none', async () => {
    const items = JSON.parse(readFileSync(join(corpus, 'barcodes/manifest.json'), 'utf8')) as Item[];
    const negatives = items.filter(({ negative }) => negative);
    expect(negatives.length).toBeGreaterThan(10);
    for (const { file } of negatives) expect([file, await seeFile(join('barcodes', file))]).toEqual([file, undefined]);
  });
});
