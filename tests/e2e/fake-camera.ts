import { readFileSync, writeFileSync } from 'node:fs';
import { createCanvas, Image, Path2D, type Canvas } from '@napi-rs/canvas';
import { qrPath } from '../../src/adapters/printing/qr.ts';

const [width, height] = [1920, 1080];
const specimens = new URL('../adapters/reading/ocr/fixtures/', import.meta.url);

/** Planes of a picture as a camera delivers them: BT.601, 4:2:0. */
const toYuv = (rgba: Uint8ClampedArray): Buffer => {
  const quarter = (width * height) / 4;
  const yuv = Buffer.alloc(width * height + 2 * quarter);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const [r = 0, g = 0, b = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
      yuv[y * width + x] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
      if (x % 2 || y % 2) continue;
      const chroma = (y / 2) * (width / 2) + x / 2;
      yuv[width * height + chroma] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
      yuv[width * height + quarter + chroma] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  }
  return yuv;
};

/** Writes a film of a picture on a table, each frame a little elsewhere, for Chromium's fake camera (YUV4MPEG2). */
const film = (image: Image | Canvas, wide: number, file: string): void => {
  const canvas = createCanvas(width, height);
  const brush = canvas.getContext('2d');
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`)];
  const high = (wide * image.height) / image.width;
  for (let frame = 0; frame < 4; frame += 1) {
    brush.fillStyle = '#777';
    brush.fillRect(0, 0, width, height);
    brush.save();
    brush.translate(width / 2 + frame, height / 2 - frame);
    brush.rotate(((frame - 1.5) * Math.PI) / 900);
    brush.drawImage(image, -wide / 2, -high / 2, wide, high);
    brush.restore();
    parts.push(Buffer.from('FRAME\n'), toYuv(brush.getImageData(0, 0, width, height).data));
  }
  writeFileSync(file, Buffer.concat(parts));
};

/** A specimen before the camera. */
export const filmOf = async (specimen: string, file: string): Promise<void> => {
  const image = new Image();
  image.src = readFileSync(new URL(`${specimen}.jpg`, specimens));
  await image.decode();
  film(image, 1300, file);
};

/** A sheet with a QR code before the camera. */
export const filmOfCode = (text: string, file: string): void => {
  const { size, path } = qrPath(text);
  const [module, quiet] = [12, 4];
  const sheet = createCanvas((size + 2 * quiet) * module, (size + 2 * quiet) * module);
  const brush = sheet.getContext('2d');
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, sheet.width, sheet.height);
  brush.scale(module, module);
  brush.translate(quiet, quiet);
  brush.fillStyle = '#000';
  brush.fill(new Path2D(path));
  film(sheet, sheet.width, file);
};
