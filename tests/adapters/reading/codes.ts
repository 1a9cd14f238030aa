import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import type { WriteInputBarcodeFormat } from 'zxing-wasm/writer';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
await prepareZXingModule({
  overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer },
  fireImmediately: true,
});

/** A code as a png file. */
export const codePng = async (format: WriteInputBarcodeFormat, content: string | Uint8Array, scale = 4) => {
  const { image, error } = await writeBarcode(content, { format, scale, addQuietZones: true });
  if (!image) throw new Error(`No ${format}: ${error}`);
  return Buffer.from(await image.arrayBuffer());
};

/** Pictures beside each other on a white page, each turned by `degrees`. */
export const pageOf = async (files: readonly Buffer[], degrees = 0, ink?: 'inverted') => {
  const images = await Promise.all(files.map((file) => loadImage(file)));
  const side = Math.max(...images.map((image) => Math.ceil(Math.hypot(image.width, image.height)))) + 40;
  const canvas = createCanvas(side * images.length, side);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, image] of images.entries()) {
    pen.save();
    pen.translate(side * (i + 0.5), side / 2);
    pen.rotate((degrees * Math.PI) / 180);
    pen.drawImage(image, -image.width / 2, -image.height / 2);
    pen.restore();
  }
  if (ink === 'inverted') {
    pen.globalCompositeOperation = 'difference';
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
  return canvas;
};

/** The canvas writes no bmp: 24 bits a pixel, bottom row first. */
export const toBmp = (canvas: Canvas): Buffer => {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const row = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      const to = 54 + (height - 1 - y) * row + x * 3;
      for (const [i, channel] of [2, 1, 0].entries()) file[to + i] = data[from + channel] ?? 0;
    }
  }
  return file;
};
