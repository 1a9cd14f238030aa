// Pictures small enough to be kept beside the tests: sixteen steps a channel, a palette, four or eight bits a pixel.
import { crc32, deflateSync } from 'node:zlib';

export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

const chunk = (type: string, body: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
};

const step = 17;
const rounded = (value: number): number => Math.round(value / step) * step;

/** Colours in the order they are met; the 256th and later ones take the place of the nearest. */
const indexed = ({ data }: Pixels): { readonly palette: number[]; readonly indices: Uint8Array } => {
  const places = new Map<number, number>();
  const palette: number[] = [];
  const nearest = (colour: number): number => {
    const parts = (one: number): number[] => [one >> 16, (one >> 8) & 255, one & 255];
    const [r = 0, g = 0, b = 0] = parts(colour);
    const away = palette.map((one) => {
      const [x = 0, y = 0, z = 0] = parts(one);
      return (x - r) ** 2 + (y - g) ** 2 + (z - b) ** 2;
    });
    return away.indexOf(Math.min(...away));
  };
  const indices = Uint8Array.from({ length: data.length / 4 }, (_, at) => {
    const [r = 0, g = 0, b = 0] = data.subarray(at * 4, at * 4 + 3);
    const colour = (rounded(r) << 16) | (rounded(g) << 8) | rounded(b);
    const known = places.get(colour);
    if (known !== undefined) return known;
    const place = palette.length < 256 ? palette.push(colour) - 1 : nearest(colour);
    places.set(colour, place);
    return place;
  });
  return { palette, indices };
};

/** PNG of the third edition (ISO/IEC 15948), colour type 3. */
export const smallPng = (pixels: Pixels): Buffer => {
  const { palette, indices } = indexed(pixels);
  const { width, height } = pixels;
  const bits = palette.length <= 16 ? 4 : 8;
  const perByte = 8 / bits;
  const row = Math.ceil(width / perByte);
  const raw = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (row + 1) + 1 + Math.floor(x / perByte);
      const value = indices[y * width + x] ?? 0;
      raw[at] = (raw[at] ?? 0) | (bits === 8 ? value : value << (x % 2 === 0 ? 4 : 0));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
};

/** Steps a channel may be apart: letters are drawn a little lighter here and darker there. */
const near = 3 * step;

const isNear = (a: Pixels, at: number, b: Pixels, other: number): boolean =>
  [0, 1, 2].every((channel) => Math.abs((a.data[at * 4 + channel] ?? 0) - (b.data[other * 4 + channel] ?? 0)) <= near);

/** An edge that falls between two pixels is rounded up here and down there: a hair across the whole picture, at most so many. */
const hairs = 2;

/** Pixels of one picture that have no like of theirs in the other, there or right beside: browsers set a letter half a pixel apart. */
const strangers = (a: Pixels, b: Pixels): number => {
  const rows = Array.from({ length: a.height }, (_, y) => {
    let count = 0;
    for (let x = 0; x < a.width; x += 1) {
      const at = y * a.width + x;
      if (isNear(a, at, b, at)) continue;
      const beside = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [x + dx, y + dy] as const));
      const isFound = beside.some(
        ([bx, by]) => bx >= 0 && by >= 0 && bx < b.width && by < b.height && isNear(a, at, b, by * b.width + bx),
      );
      if (!isFound) count += 1;
    }
    return count;
  });
  const across = rows.filter((count) => count > a.width * 0.8).length;
  const counted = across <= hairs ? rows.filter((count) => count <= a.width * 0.8) : rows;
  return counted.reduce((sum, count) => sum + count, 0);
};

/** How many pixels tell two pictures apart; a picture of another size is another picture. */
export const differingPixels = (a: Pixels, b: Pixels): number => {
  if (Math.abs(a.width - b.width) > 1 || Math.abs(a.height - b.height) > 1) return Number.POSITIVE_INFINITY;
  return strangers(a, b) + strangers(b, a);
};
