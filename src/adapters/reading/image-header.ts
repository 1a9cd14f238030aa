/** What a picture file says of itself before anything is decoded. `whole` is false where its end is missing. */
export type ImageHeader = {
  readonly kind: 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp';
  readonly width: number;
  readonly height: number;
  readonly whole: boolean;
};

type Sniffer = (view: DataView) => ImageHeader | undefined;

const ascii = (view: DataView, at: number, text: string): boolean =>
  at + text.length <= view.byteLength && [...text].every((char, i) => view.getUint8(at + i) === char.charCodeAt(0));

/** ISO/IEC 15948 §5.2, §11.2.2: signature, IHDR first, IEND last. */
const png: Sniffer = (view) => {
  if (!ascii(view, 1, 'PNG\r\n\x1a\n') || view.getUint8(0) !== 0x89) return undefined;
  if (!ascii(view, 12, 'IHDR') || view.byteLength < 33) return { kind: 'png', width: 0, height: 0, whole: false };
  let at = 8;
  let whole = false;
  while (at + 12 <= view.byteLength) {
    const next = at + 12 + view.getUint32(at);
    if (ascii(view, at + 4, 'IEND')) whole = next <= view.byteLength;
    at = next;
  }
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20), whole };
};

/** ITU-T T.81 annex B: segments up to the frame header (SOF0–15 without DHT, JPG, DAC); EOI near the end. */
const jpeg: Sniffer = (view) => {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8 || view.getUint8(2) !== 0xff) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return {
        kind: 'jpeg',
        width: view.getUint16(at + 7),
        height: view.getUint16(at + 5),
        whole: hasEndOfImage(view),
      };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return { kind: 'jpeg', width: 0, height: 0, whole: false };
};

/** Cameras pad after EOI, so the last kilobytes are searched. */
const hasEndOfImage = (view: DataView): boolean => {
  for (let at = view.byteLength - 2; at >= Math.max(0, view.byteLength - 4096); at -= 1) {
    if (view.getUint16(at) === 0xffd9) return true;
  }
  return false;
};

/** RFC 9649 §2.5–2.7: RIFF container; canvas in VP8X, else in the VP8 or VP8L frame header. */
const webp: Sniffer = (view) => {
  if (!ascii(view, 0, 'RIFF') || !ascii(view, 8, 'WEBP') || view.byteLength < 30) return undefined;
  const whole = view.getUint32(4, true) + 8 <= view.byteLength;
  const size = (width: number, height: number): ImageHeader => ({ kind: 'webp', width, height, whole });
  if (ascii(view, 12, 'VP8 ')) return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  if (ascii(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (ascii(view, 12, 'VP8X')) {
    return size((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
  }
  return size(0, 0);
};

/** GIF89a §18, §20, §27: logical screen, widened by the first frame as the decoder widens it; trailer 0x3B, possibly padded. */
const gif: Sniffer = (view) => {
  if (!(ascii(view, 0, 'GIF87a') || ascii(view, 0, 'GIF89a')) || view.byteLength < 13) return undefined;
  let last = view.byteLength - 1;
  while (last > 13 && view.getUint8(last) === 0) last -= 1;
  const frame = firstFrame(view);
  return {
    kind: 'gif',
    width: Math.max(view.getUint16(6, true), frame.right),
    height: Math.max(view.getUint16(8, true), frame.bottom),
    whole: view.getUint8(last) === 0x3b,
  };
};

const firstFrame = (view: DataView): { right: number; bottom: number } => {
  const flags = view.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  while (at + 10 <= view.byteLength) {
    const block = view.getUint8(at);
    if (block === 0x2c) {
      const field = (offset: number): number => view.getUint16(at + offset, true);
      return { right: field(1) + field(5), bottom: field(3) + field(7) };
    }
    if (block !== 0x21) break;
    at += 2;
    while (at < view.byteLength && view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  return { right: 0, bottom: 0 };
};

/** BITMAPFILEHEADER and BITMAPINFOHEADER; a negative height means top-down. Rows are padded to four bytes. */
const bmp: Sniffer = (view) => {
  if (!ascii(view, 0, 'BM') || view.byteLength < 34) return undefined;
  const isCore = view.getUint32(14, true) === 12;
  const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = isCore ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  const bits = view.getUint16(isCore ? 24 : 28, true);
  const isPacked = !isCore && view.getUint32(30, true) !== 0;
  const rows = isPacked ? 0 : Math.ceil((width * bits) / 32) * 4 * height;
  return { kind: 'bmp', width, height, whole: view.getUint32(10, true) + rows <= view.byteLength };
};

/** Kind and size of a picture by its first bytes, never by its name; `undefined` where it is no picture we read. */
export const readImageHeader = (bytes: Uint8Array): ImageHeader | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const sniff of [png, jpeg, webp, gif, bmp]) {
    const header = sniff(view);
    if (header) return header;
  }
  return undefined;
};
