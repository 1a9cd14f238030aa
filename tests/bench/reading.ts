import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import { readBarcodes } from 'zxing-wasm/reader';
import { createBarcodeReader } from '../../src/adapters/reading/barcode-reader.ts';
import { decodeImage } from '../../src/adapters/reading/decode-image.ts';
import { toGray } from '../../src/adapters/reading/pixels.ts';
import type { Pixels } from '../../src/adapters/reading/pixels.ts';
import { createReader } from '../../src/adapters/reading/reader.ts';

type Item = { file: string; negative?: boolean; expected: string | null; expectedBytesBase64: string | null };
type Find = { text: string; bytes?: Uint8Array; isPart?: boolean };
type Engine = (pixels: Pixels) => Promise<Find[]>;
type Score = { read: number; wrong: number; structuredAppendParts: number; falseReads: number; ms: number[] };

const formats = ['PDF417', 'QRCode', 'DataMatrix', 'Aztec', 'Code128', 'Code39', 'ITF', 'EANUPC'] as const;
const { PDF_417, QR_CODE, DATA_MATRIX, AZTEC, CODE_128, CODE_39, ITF, EAN_13, EAN_8 } = BarcodeFormat;
const jsHints = new Map<DecodeHintType, unknown>([
  [DecodeHintType.TRY_HARDER, true],
  [DecodeHintType.POSSIBLE_FORMATS, [PDF_417, QR_CODE, DATA_MATRIX, AZTEC, CODE_128, CODE_39, ITF, EAN_13, EAN_8]],
]);

/** zxing-wasm on its own, asked for the same symbologies, so that the ratio of times is what our weighing costs. */
const zxingWasm: Engine = async ({ rgba, width, height }) => {
  const image = { data: rgba, width, height, colorSpace: 'srgb' } as unknown as Parameters<typeof readBarcodes>[0];
  const results = await readBarcodes(image, { formats: [...formats], textMode: 'Plain' });
  return results.map(({ text, bytes, sequenceSize }) => ({ text, bytes, isPart: sequenceSize >= 0 }));
};

/** @zxing/library on its own, as its manual has it: hybrid binarizer, try harder. */
const zxingJs: Engine = async (pixels) => {
  const gray = toGray(pixels);
  const source = new RGBLuminanceSource(gray.data, gray.width, gray.height);
  try {
    return [{ text: new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(source)), jsHints).getText() }];
  } catch {
    return [];
  }
};

const isRight = ({ expected, expectedBytesBase64 }: Item, { text, bytes }: Find): boolean =>
  expectedBytesBase64 === null
    ? text === expected
    : bytes !== undefined && Buffer.from(bytes).toString('base64') === expectedBytesBase64;

const count = (score: Score, item: Item, finds: readonly Find[], ms: number): boolean => {
  score.ms.push(ms);
  const right = !item.negative && finds.some((find) => isRight(item, find));
  if (item.negative) score.falseReads += finds.length > 0 ? 1 : 0;
  else if (right) score.read += 1;
  else if (finds.some((find) => find.isPart)) score.structuredAppendParts += 1;
  else if (finds.length > 0) score.wrong += 1;
  return right;
};

const at = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100;
};
const figures = ({ ms, ...counts }: Score) => ({ ...counts, medianMs: at(ms, 0.5), p95Ms: at(ms, 0.95) });
const newScore = (): Score => ({ read: 0, wrong: 0, structuredAppendParts: 0, falseReads: 0, ms: [] });

/**
 * Best of a few turns, so that a neighbour's burst on a shared machine does not land on one engine alone; every order once, for
 * who comes second finds the picture in the cache. A slow look is taken twice only.
 */
const orders = ['012', '102', '210', '201', '021', '120'];
const slowMs = 100;

/** Reads the barcode pictures with our reader and each engine alone, in turns; times are of reading decoded pixels. */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
  const { values } = parseArgs({ args, options: { corpus: { type: 'string' } } });
  const corpus = process.env['BEKET_CORPUS'] ?? resolve(import.meta.dirname, '../../../shared/corpus');
  const folder = values.corpus ?? join(corpus, 'barcodes');
  if (!existsSync(join(folder, 'manifest.json'))) {
    console.error(`No barcode corpus in ${folder}; set BEKET_CORPUS or give --corpus DIR.`);
    return { bench: 'reading', skipped: 'no corpus' };
  }
  const items = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Item[];
  const barcodes = await createBarcodeReader();
  const engines: Record<'ours' | 'zxingWasm' | 'zxingJs', Engine> = {
    ours: async (pixels) => {
      const first = await barcodes.firstLook(pixels);
      const { finds } = first.finds.length > 0 ? first : await barcodes.secondLook(pixels);
      return finds.map((find) => ({ ...find, isPart: find.part !== undefined }));
    },
    zxingWasm,
    zxingJs,
  };
  const names = Object.keys(engines) as (keyof typeof engines)[];
  const scores = { ours: newScore(), zxingWasm: newScore(), zxingJs: newScore() };
  const warn = console.warn;
  // The library's MultiFormatReader prints a stack for every reader that fails.
  console.warn = () => undefined;
  let byEither = 0;
  let lost = 0;
  for (const [i, item] of items.entries()) {
    if (i % 50 === 0) console.error(`reading ${i} of ${items.length}`);
    const image = await decodeImage(readFileSync(join(folder, item.file)));
    if (typeof image === 'string') throw new Error(`${item.file}: ${image}`);
    const best = { ours: Infinity, zxingWasm: Infinity, zxingJs: Infinity };
    const finds: Record<keyof typeof engines, Find[]> = { ours: [], zxingWasm: [], zxingJs: [] };
    for (const [turn, order] of orders.entries()) {
      for (const place of order) {
        const name = names[Number(place)] ?? 'ours';
        if (turn > 1 && best[name] > slowMs) continue;
        const start = performance.now();
        finds[name] = await engines[name](image.pixels);
        best[name] = Math.min(best[name], performance.now() - start);
      }
    }
    const right = names.map((name) => count(scores[name], item, finds[name], best[name]));
    if (right[1] || right[2]) byEither += 1;
    if ((right[1] || right[2]) && !right[0]) lost += 1;
  }
  console.warn = warn;
  return {
    bench: 'reading',
    images: items.length,
    ...figures(scores.ours),
    readableByEither: byEither,
    readByEitherNotByUs: lost,
    ratioToZxingWasm: Math.round((at(scores.ours.ms, 0.5) / at(scores.zxingWasm.ms, 0.5)) * 100) / 100,
    fromFile: await fromFiles(folder, items),
    zxingJs: figures(scores.zxingJs),
    zxingWasm: figures(scores.zxingWasm),
  };
};

/** The whole way through the port: file in, readings out, decoding and worker threads included. */
const fromFiles = async (folder: string, items: readonly Item[]) => {
  const workerUrl = new URL('../../src/adapters/reading/worker.ts', import.meta.url);
  const reader = createReader({ workerUrl, today: () => '2026-11-22' });
  const ms: number[] = [];
  for (const { file } of items) {
    const payload = readFileSync(join(folder, file)).toString('base64');
    const start = performance.now();
    await reader.read({ source: 'image', payload });
    ms.push(performance.now() - start);
  }
  await reader.close();
  return { medianMs: at(ms, 0.5), p95Ms: at(ms, 0.95), maxMs: at(ms, 1) };
};
