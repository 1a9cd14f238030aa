import { readFileSync } from 'node:fs';
import { createCanvas, Image } from '@napi-rs/canvas';
import { toGray, type Gray } from '../../../../src/adapters/reading/pixels.ts';

const folder = new URL('./fixtures/', import.meta.url);

/** What is printed on the drawn documents, by name. */
export const printed = JSON.parse(readFileSync(new URL('lines.json', folder), 'utf8')) as Record<string, string[]>;

export type Look = {
  readonly degrees?: number;
  /** Longest side in pixels. */
  readonly longest?: number;
  readonly quality?: number;
  /** A white blot, in shares of width and height: left, top, width, height. */
  readonly blot?: readonly [number, number, number, number];
  /** A bright spot over a stretch of the zone, as a lamp throws it. */
  readonly glare?: boolean;
  /** How much shorter the left edge is than the right. */
  readonly perspective?: number;
};

const drawn = async (bytes: Uint8Array) => {
  const image = new Image();
  image.src = bytes;
  await image.decode();
  return image;
};

/** A drawn document as a camera may see it, on a larger grey table. */
export const pictureOf = async (name: string, look: Look = {}): Promise<Gray> => {
  const image = await drawn(readFileSync(new URL(`${name}.jpg`, folder)));
  const factor = (look.longest ?? image.width) / image.width;
  const [width, height] = [Math.round(image.width * factor), Math.round(image.height * factor)];
  const page = createCanvas(width, height);
  const brush = page.getContext('2d');
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(image, 0, 0, width, height);
  if (look.blot) {
    const [left, top, wide, high] = look.blot;
    brush.fillStyle = '#eee';
    brush.fillRect(left * width, top * height, wide * width, high * height);
  }
  if (look.glare) {
    const spot = brush.createRadialGradient(width * 0.3, height * 0.9, 2, width * 0.3, height * 0.9, width * 0.09);
    spot.addColorStop(0, 'rgba(255,255,255,0.85)');
    spot.addColorStop(1, 'rgba(255,255,255,0)');
    brush.fillStyle = spot;
    brush.fillRect(0, 0, width, height);
  }
  const angle = ((look.degrees ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const table = createCanvas(Math.ceil(width * cos + height * sin) + 40, Math.ceil(width * sin + height * cos) + 40);
  const pen = table.getContext('2d');
  pen.fillStyle = '#777';
  pen.fillRect(0, 0, table.width, table.height);
  pen.translate(table.width / 2, table.height / 2);
  pen.rotate(angle);
  const lean = look.perspective ?? 0;
  if (lean === 0) pen.drawImage(page, -width / 2, -height / 2);
  else {
    for (let x = 0; x < width; x += 1) {
      const share = 1 - lean + (lean * x) / width;
      pen.drawImage(page, x, 0, 1, height, x - width / 2, (-height * share) / 2, 1, height * share);
    }
  }
  const seen = look.quality === undefined ? table : canvasOf(await drawn(table.toBuffer('image/jpeg', look.quality)));
  const { data } = seen.getContext('2d').getImageData(0, 0, seen.width, seen.height);
  return toGray({ rgba: data, width: seen.width, height: seen.height });
};

const canvasOf = (image: Image) => {
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas;
};
