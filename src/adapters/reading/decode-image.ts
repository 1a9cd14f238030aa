import { createCanvas, Image } from '@napi-rs/canvas';
import { readImageHeader } from './image-header.ts';
import type { Pixels } from './pixels.ts';

export type ImageProblem = 'empty-image' | 'not-an-image' | 'image-too-large' | 'torn-image';
export type DecodedImage = { readonly pixels: Pixels; readonly torn: boolean };

/** A decoded bitmap takes four bytes a pixel: 50 megapixels are 200 MB. */
const refusedFrom = 50_000_000;
/** Above this a picture is scaled down while it is drawn: a page of A4 keeps 350 dpi, an MRZ needs 150. */
const scaledFrom = 12_000_000;
const longestSide = 8_000;

/** Pixels of a png, jpg, webp, gif or bmp file, turned as its EXIF says and laid on white; size is judged before decoding. */
export const decodeImage = async (bytes: Uint8Array): Promise<DecodedImage | ImageProblem> => {
  if (bytes.length === 0) return 'empty-image';
  const header = readImageHeader(bytes);
  if (!header) return 'not-an-image';
  const area = header.width * header.height;
  if (area > refusedFrom) return 'image-too-large';
  if (area <= 0 || (header.kind === 'bmp' && !header.whole)) return 'torn-image';
  const image = await load(bytes);
  if (!image) return 'torn-image';
  const factor = Math.min(
    1,
    Math.sqrt(scaledFrom / (image.width * image.height)),
    longestSide / Math.max(image.width, image.height),
  );
  const width = Math.max(1, Math.round(image.width * factor));
  const height = Math.max(1, Math.round(image.height * factor));
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  // Bitmaps outside the heap wait for a collection that nothing inside it calls for; these two are given back at once.
  canvas.width = 1;
  image.src = blank;
  return { pixels: { rgba: data, width, height }, torn: !header.whole };
};

/** A gif of one pixel. */
const blank = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');

const load = async (bytes: Uint8Array): Promise<Image | undefined> => {
  const image = new Image();
  // Without a listener the canvas reports a failure as an uncaught event besides rejecting.
  image.onerror = () => undefined;
  try {
    image.src = bytes;
    await image.decode();
  } catch {
    return undefined;
  }
  return image.width > 0 && image.height > 0 ? image : undefined;
};
