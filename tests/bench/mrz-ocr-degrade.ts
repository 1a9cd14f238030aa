import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { decodeImage } from '../../src/adapters/reading/decode-image.ts';
import { toGray, type Gray, type Pixels } from '../../src/adapters/reading/pixels.ts';

/** What a worse camera, a slanted card or a careless archive make of a picture. */
export const degradations = {
  plain: async (pixels: Pixels): Promise<Gray> => toGray(pixels),
  rotated5: async (pixels: Pixels): Promise<Gray> => toGray(rotate(pixels, 5)),
  small900q30: (pixels: Pixels): Promise<Gray> => shrinkAndSqueeze(pixels, 900, 30),
  blurred15: async (pixels: Pixels): Promise<Gray> => blur(toGray(pixels), 1.5),
} as const;

const canvasOf = ({ rgba, width, height }: Pixels): Canvas => {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(width, height);
  image.data.set(rgba);
  pen.putImageData(image, 0, 0);
  return canvas;
};

const pixelsOf = (canvas: Canvas): Pixels => {
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return { rgba: data, width, height };
};

/** Turned about its middle on a white sheet that holds all of it. */
const rotate = (pixels: Pixels, degrees: number): Pixels => {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const width = Math.ceil(pixels.width * cos + pixels.height * sin);
  const canvas = createCanvas(width, Math.ceil(pixels.width * sin + pixels.height * cos));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate(angle);
  pen.drawImage(canvasOf(pixels), -pixels.width / 2, -pixels.height / 2);
  return pixelsOf(canvas);
};

const shrinkAndSqueeze = async (pixels: Pixels, longest: number, quality: number): Promise<Gray> => {
  const factor = Math.min(1, longest / Math.max(pixels.width, pixels.height));
  const canvas = createCanvas(Math.round(pixels.width * factor), Math.round(pixels.height * factor));
  const pen = canvas.getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(canvasOf(pixels), 0, 0, canvas.width, canvas.height);
  const image = await decodeImage(canvas.toBuffer('image/jpeg', quality));
  if (typeof image === 'string') throw new Error(`The squeezed picture cannot be read back: ${image}`);
  return toGray(image.pixels);
};

/** Gaussian of `sigma` pixels, the border going on outside. */
const blur = (gray: Gray, sigma: number): Gray => transposed(blurRows(transposed(blurRows(gray, sigma)), sigma));

const blurRows = ({ data, width, height }: Gray, sigma: number): Gray => {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const total = weights.reduce((a, b) => a + b, 0);
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      weights.forEach((weight, i) => {
        const at = Math.max(0, Math.min(width - 1, x + i - reach));
        sum += weight * (data[y * width + at] ?? 0);
      });
      out[y * width + x] = sum / total;
    }
  }
  return { data: out, width, height };
};

const transposed = ({ data, width, height }: Gray): Gray => {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) out[x * height + y] = data[y * width + x] ?? 0;
  return { data: out, width: height, height: width };
};
