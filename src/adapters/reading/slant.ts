import type { Gray } from './pixels.ts';

/** Edges weaker than this (Sobel, luminance steps) are paper grain. */
const leastEdge = 160;
/** A code or printed page has this many times more edges along its own direction than along the mean of all. */
const clearFrom = 3;

/**
 * How many degrees (−45 to 45, clockwise) what is printed lies off the picture's axes, by the direction most edges have;
 * `undefined` where no direction stands out.
 */
export const slantOf = ({ data, width, height }: Gray): number | undefined => {
  const votes = new Float64Array(90);
  const at = (i: number): number => data[i] ?? 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const falling = at(i + width + 1) - at(i - width - 1);
      const rising = at(i + width - 1) - at(i - width + 1);
      const across = falling - rising + 2 * (at(i + 1) - at(i - 1));
      const down = falling + rising + 2 * (at(i + width) - at(i - width));
      const strength = Math.hypot(across, down);
      if (strength < leastEdge) continue;
      const degrees = Math.round((Math.atan2(down, across) * 180) / Math.PI + 360) % 90;
      votes[degrees] = (votes[degrees] ?? 0) + strength;
    }
  }
  const near = (degrees: number): number => votes[(degrees + 90) % 90] ?? 0;
  const smooth = votes.map((vote, degrees) => near(degrees - 1) / 2 + vote + near(degrees + 1) / 2);
  const peak = smooth.indexOf(Math.max(...smooth));
  const mean = smooth.reduce((sum, vote) => sum + vote, 0) / 90;
  if (mean === 0 || (smooth[peak] ?? 0) < clearFrom * mean) return undefined;
  const [before, here, after] = [near(peak - 1), near(peak), near(peak + 1)];
  const exact = peak + (after - before) / (before + here + after);
  return exact > 45 ? exact - 90 : exact;
};

/** The picture turned by `degrees` (clockwise) about its middle, on a canvas that holds all of it; what is new is white. */
export const turn = ({ data, width, height }: Gray, degrees: number): Gray => {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const newWidth = Math.ceil(width * Math.abs(cos) + height * Math.abs(sin));
  const newHeight = Math.ceil(width * Math.abs(sin) + height * Math.abs(cos));
  const turned = new Uint8ClampedArray(newWidth * newHeight).fill(255);
  for (let y = 0; y < newHeight; y += 1) {
    for (let x = 0; x < newWidth; x += 1) {
      const fromX = (x - newWidth / 2) * cos + (y - newHeight / 2) * sin + width / 2;
      const fromY = (y - newHeight / 2) * cos - (x - newWidth / 2) * sin + height / 2;
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const i = top * width + left;
      const upper = (data[i] ?? 0) * (1 - fromX + left) + (data[i + 1] ?? 0) * (fromX - left);
      const lower = (data[i + width] ?? 0) * (1 - fromX + left) + (data[i + width + 1] ?? 0) * (fromX - left);
      turned[y * newWidth + x] = upper * (1 - fromY + top) + lower * (fromY - top);
    }
  }
  return { data: turned, width: newWidth, height: newHeight };
};
