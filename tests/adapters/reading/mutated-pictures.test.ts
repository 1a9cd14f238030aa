import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBarcodeReader } from '../../../src/adapters/reading/barcode-reader.ts';
import { decodeImage } from '../../../src/adapters/reading/decode-image.ts';
import { codePng, toBmp } from './codes.ts';

const png = await codePng('QRCode', 'MUTATED', 5);
const image = await loadImage(png);
const canvas = createCanvas(image.width, image.height);
canvas.getContext('2d').drawImage(image, 0, 0);
const files = [
  png,
  canvas.toBuffer('image/jpeg'),
  canvas.toBuffer('image/webp'),
  canvas.toBuffer('image/gif' as 'image/png'),
  toBmp(canvas),
].map((file) => Buffer.from(file));

const mutated = fc
  .record({
    file: fc.constantFrom(...files),
    bytes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 12,
    }),
    head: fc.boolean(),
    keep: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ file, bytes, head, keep }) => {
    const copy = Buffer.from(file);
    for (const [at, value] of bytes) copy[Math.floor(at * (head ? 64 : copy.length))] = value;
    return copy.subarray(0, Math.ceil(copy.length * keep));
  });

it('never throws, never reads a wrong word, whatever became of the file', async () => {
  const barcodes = await createBarcodeReader();
  const property = fc.asyncProperty(mutated, async (file) => {
    const decoded = await decodeImage(file);
    if (typeof decoded === 'string') {
      expect(['empty-image', 'not-an-image', 'image-too-large', 'torn-image']).toContain(decoded);
      return;
    }
    const { rgba, width, height } = decoded.pixels;
    expect(rgba.length).toBe(width * height * 4);
    expect(width * height).toBeLessThanOrEqual(12_100_000);
    const { finds } = await barcodes.firstLook(decoded.pixels);
    for (const { text } of finds) expect(text).toBe('MUTATED');
  });
  await fc.assert(property, { numRuns: 400 });
});
