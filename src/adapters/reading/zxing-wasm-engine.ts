import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ReaderOptions, ReadResult } from 'zxing-wasm/reader';
import type { BarcodeFind } from './barcode-find.ts';
import type { Pixels } from './pixels.ts';

const formats = ['PDF417', 'QRCode', 'DataMatrix', 'Aztec', 'Code128', 'Code39', 'ITF', 'EANUPC'] as const;

/** Looks at a picture once; more than one code may come back. */
export type WasmEngine = (pixels: Pixels, options?: ReaderOptions) => Promise<BarcodeFind[]>;

/** zxing-cpp compiled to WebAssembly. The binary comes from the package; left alone it would be fetched from a public address. */
export const createWasmEngine = async (): Promise<WasmEngine> => {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(readFileSync(path)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return async ({ rgba, width, height }, options) => {
    const image = { data: rgba, width, height, colorSpace: 'srgb' } as unknown as Parameters<typeof readBarcodes>[0];
    const results = await readBarcodes(image, { formats: [...formats], textMode: 'Plain', ...options });
    return results.filter(isBelieved).map((result) => toFind(result, width, height));
  };
};

const cornersOf = ({ position }: ReadResult, width: number, height: number): number[] =>
  [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft].flatMap(({ x, y }) => [
    x / width,
    y / height,
  ]);

/**
 * ITF has no check digit, and a scan line that leaves a slanted code half way reads a shorter, valid one (the reason for the
 * bearer bars of ISO/IEC 16390). Such cuts agree over two to five lines, whole codes over dozens.
 */
const leastItfLines = 8;
const isBelieved = ({ isValid, symbology, lineCount }: ReadResult): boolean =>
  isValid && (symbology !== 'ITF' || lineCount >= leastItfLines);

const toFind = (result: ReadResult, width: number, height: number): BarcodeFind => ({
  format: result.symbology === 'EANUPC' ? result.format : result.symbology,
  text: result.text,
  bytes: new Uint8Array(result.bytes),
  corners: cornersOf(result, width, height),
  binary: result.contentType === 'Binary' || result.contentType === 'UnknownECI',
  ...(result.sequenceSize >= 0
    ? { part: { index: result.sequenceIndex, of: result.sequenceSize, id: result.sequenceId } }
    : {}),
});
