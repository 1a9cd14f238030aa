import { readFileSync } from 'node:fs';
import { createCanvas, Image } from '@napi-rs/canvas';

/** PNG of a specimen of `fixtures` with a blot over some letters of the name, which no check digit covers. */
export const blotted = async (specimen: string): Promise<Buffer> => {
  const image = new Image();
  image.src = readFileSync(new URL(`./fixtures/${specimen}.jpg`, import.meta.url));
  await image.decode();
  const canvas = createCanvas(image.width, image.height);
  const brush = canvas.getContext('2d');
  brush.drawImage(image, 0, 0);
  brush.fillStyle = '#eee';
  brush.fillRect(image.width * 0.175, image.height * 0.8, image.width * 0.045, image.height * 0.09);
  return canvas.toBuffer('image/png');
};
