import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPrinter } from '../../../src/adapters/printing/printer.ts';
import { createBarcodeReader } from '../../../src/adapters/reading/barcode-reader.ts';
import { decodeImage } from '../../../src/adapters/reading/decode-image.ts';
import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import type { Tally } from '../../../src/domain/tally-report.ts';
import { emptyTally, sampleTally } from './tally-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'beket-print-'));
afterAll(() => rmSync(folder, { recursive: true }));
const poppler = { text: 'pdftotext', pictures: 'pdftoppm' };
const hasPoppler = Object.values(poppler).every((tool) => spawnSync(tool, ['-v']).error === undefined);
if (!hasPoppler) console.warn('Skipped: text and look of the paper tally; pdftotext and pdftoppm are not installed.');

const heading = { post: 'Сырым', station: 'syrym-3', officer: 'Инспекторова Б.', printedAt: '2026-11-22T14:05:00Z' };
const printer = createPrinter();
const pdf = (tally: Tally, language: 'kk' | 'ru' | 'en') => printer.tallyPdf(tally, heading, language);
const saved = (bytes: Uint8Array, name: string): string => {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, bytes);
  return path;
};
const textOf = async (tally: Tally, language: 'kk' | 'ru' | 'en', name: string): Promise<string> =>
  execFileSync(poppler.text, ['-layout', saved(await pdf(tally, language), name), '-'], { encoding: 'utf8' })
    .replaceAll('\u00A0', ' ')
    .normalize();

const night = { kind: 'shift', from: '2026-11-22T15:00:00Z', to: '2026-11-23T03:00:00Z' } as const;

describe('the file', () => {
  it('is a PDF/A of A4 pages with its fonts inside', async () => {
    const text = Buffer.from(await pdf(sampleTally(), 'kk')).toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(text).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
    expect(text.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(text.match(/\/Type \/Page\n/g)?.length).toBe(4);
  });

  it('prints an empty period too', async () => {
    expect((await pdf(emptyTally(), 'ru')).length).toBeGreaterThan(10_000);
  });
});

describe.skipIf(!hasPoppler)('the paper', () => {
  it.each([
    ['kk', 'Шекарадан өткендердің жиынтығы', '4 беттің 2-беті', 'Қырғызстан', 'Тексерген'],
    ['ru', 'Сводка пропуска через границу', 'Страница 2 из 4', 'Внутренний паспорт', 'Проверил'],
    ['en', 'Border crossing tally', 'Page 2 of 4', 'Internal passport', 'Checked by'],
  ] as const)('speaks %s', async (language, ...words) => {
    const text = await textOf(sampleTally(), language, language);
    for (const word of [...words, 'Сырым', 'syrym-3', 'Инспекторова Б.']) expect(text).toContain(word);
  });

  it('sums every column', async () => {
    const lines = (await textOf(sampleTally(), 'en', 'sums'))
      .split('\n')
      .map((line) => line.trim().replaceAll(/\s+/g, ' '));
    expect(lines).toContain('Total 1,874 1,203 3,077');
    expect(lines).toContain('Total 1,874 1,203 3,077 39 22');
    const { byDocument } = sampleTally();
    const entry = byDocument.reduce((sum, row) => sum + row.entry, 0);
    const exit = byDocument.reduce((sum, row) => sum + row.exit, 0);
    expect(lines).toContain(`Total ${entry} ${exit} ${entry + exit}`);
  });

  it('repeats the head of a table on the next page', async () => {
    const pages = (await textOf(sampleTally(), 'ru', 'heads')).split('\f');
    expect(pages.filter((page) => /Гражданство +Въезд/.test(page))).toHaveLength(2);
  });

  it('draws its charts on the last page, with the letters of all three languages', async () => {
    for (const [language, words] of [
      ['kk', ['Сағат', 'Кіру', 'Шығу', 'Азаматтық']],
      ['ru', ['Час', 'Въезд', 'Выезд', 'Гражданство']],
      ['en', ['Hour', 'Entry', 'Exit', 'Citizenship']],
    ] as const) {
      const pages = (await textOf(sampleTally(), language, `charts-${language}`)).split('\f').filter(Boolean);
      for (const word of words) expect(pages.at(-1), language).toContain(word);
    }
  });

  it('gives a shift its hours in the zone of the post, and those who hand over', async () => {
    const text = await textOf(sampleTally(night), 'en', 'shift');
    expect(text).toContain('22 November 2026 at 20:00 – 23 November 2026 at 08:00');
    expect(text).toContain('Shift handed over by');
    expect(text).toContain('Shift taken over by');
  });

  it('bears on every page a QR over the very figures, that our own reader reads', async () => {
    const tally = sampleTally(night);
    const path = saved(await pdf(tally, 'ru'), 'qr');
    execFileSync(poppler.pictures, ['-r', '150', '-gray', '-png', path, join(folder, 'page')]);
    const pages = readdirSync(folder).filter((name) => name.startsWith('page') && name.endsWith('.png'));
    expect(pages).toHaveLength(4);
    const barcodes = await createBarcodeReader();
    const digest = createHash('sha256').update(canonicalJson(tally)).digest('hex');
    for (const page of pages) {
      const image = await decodeImage(readFileSync(join(folder, page)));
      if (typeof image === 'string') throw new Error(image);
      const { finds } = await barcodes.firstLook(image.pixels);
      expect(finds.map(({ text }) => text)).toEqual([
        `BEKET-TALLY:1 SYRYM 2026-11-22T15:00:00Z/2026-11-23T03:00:00Z ${digest}`.toUpperCase(),
      ]);
    }
  });

  it('is black on white: no page has more ink than lines and letters need', async () => {
    execFileSync(poppler.pictures, [
      '-r',
      '40',
      '-png',
      saved(await pdf(sampleTally(), 'en'), 'ink'),
      join(folder, 'ink'),
    ]);
    for (const name of readdirSync(folder).filter((file) => /^ink.*png$/.test(file))) {
      const image = await decodeImage(readFileSync(join(folder, name)));
      if (typeof image === 'string') throw new Error(image);
      const { rgba } = image.pixels;
      let colour = 0;
      let ink = 0;
      for (let i = 0; i < rgba.length; i += 4) {
        ink += 255 - (rgba[i] ?? 0);
        if (rgba[i] !== rgba[i + 1] || rgba[i] !== rgba[i + 2]) colour += 1;
      }
      expect(colour).toBe(0);
      expect(ink / 255 / (rgba.length / 4)).toBeLessThan(0.12);
    }
  });
});
