import { maxWidth, stripHeight } from './recogniser.ts';
import { sampleAt, type Plane, type Pyramid } from './plane.ts';

/**
 * Where a line of print lies in a picture, all lengths in its pixels. `trend` is by what share pitch and height grow from
 * the middle to the right end (perspective), `bend` how far the ends lie below the middle.
 */
export type LineShape = {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly length: number;
  readonly pitch: number;
  readonly cap: number;
  readonly trend: number;
  readonly bend: number;
};

/** Of the strip the network knows; training/lines.py says the same. */
export const stripPitch = 20;
const stripCap = 18;
/** Blank room before the first and after the last character, in characters. */
const margin = 1.2;

export type Strip = { readonly pixels: Float32Array; readonly width: number };

/** Point of a shape: `s` along it from its middle in characters, `n` across it in heights of a capital, down positive. */
export const pointOf = (shape: LineShape, s: number, n: number): readonly [x: number, y: number] => {
  const t = Math.max(-1.2, Math.min(1.2, (2 * s * shape.pitch) / shape.length));
  const along = s * shape.pitch * (1 + (shape.trend * t) / 2);
  const across = n * shape.cap * (1 + shape.trend * t) + shape.bend * t * t;
  const [cos, sin] = [Math.cos(shape.angle), Math.sin(shape.angle)];
  return [shape.x + along * cos - across * sin, shape.y + along * sin + across * cos];
};

export const characters = (shape: LineShape): number => shape.length / shape.pitch;

/** The line drawn straight, `rows` high at `rowsPerCap` rows to a capital's height and `perCharacter` columns to a pitch. */
export const sampleShape = (
  pyramid: Pyramid,
  shape: LineShape,
  width: number,
  rows: number,
  perCharacter: number,
  rowsPerCap: number,
): Float32Array => {
  // Above this many pixels a character the half-size picture holds all the strip can show.
  const level = Math.min(pyramid.length - 1, Math.max(0, Math.ceil(Math.log2(shape.pitch / 28))));
  const plane = pyramid[level] as Plane;
  const shrunk = 2 ** -level;
  const out = new Float32Array(width * rows);
  for (let u = 0; u < width; u += 1) {
    const s = (u + 0.5 - width / 2) / perCharacter;
    const [x0, y0] = pointOf(shape, s, (0.5 - rows / 2) / rowsPerCap);
    const [x1, y1] = pointOf(shape, s, (rows / 2 - 0.5) / rowsPerCap);
    const [dx, dy] = [(x1 - x0) / (rows - 1), (y1 - y0) / (rows - 1)];
    for (let row = 0; row < rows; row += 1) {
      out[row * width + u] = sampleAt(
        plane,
        (x0 + dx * row + 0.5) * shrunk - 0.5,
        (y0 + dy * row + 0.5) * shrunk - 0.5,
      );
    }
  }
  return out;
};

/** The strip the network reads. */
export const stripOf = (pyramid: Pyramid, shape: LineShape): Strip => {
  const width = Math.min(maxWidth, Math.ceil(((characters(shape) + 2 * margin) * stripPitch) / 16) * 16);
  const pixels = sampleShape(pyramid, shape, width, stripHeight, stripPitch, stripCap);
  return { pixels: normalise(pixels, width), width };
};

/** Local mean and deviation over a sliding window of columns; equal to `normalise` of training/lines.py. */
const normalise = (strip: Float32Array, width: number): Float32Array => {
  const half = 48;
  const sums = new Float64Array(width + 1);
  const squares = new Float64Array(width + 1);
  for (let u = 0; u < width; u += 1) {
    let [sum, square] = [0, 0];
    for (let at = u; at < strip.length; at += width) {
      const value = strip[at] ?? 0;
      sum += value;
      square += value * value;
    }
    sums[u + 1] = (sums[u] ?? 0) + sum;
    squares[u + 1] = (squares[u] ?? 0) + square;
  }
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (let u = 0; u < width; u += 1) {
    const [low, high] = [Math.max(0, u - half), Math.min(width, u + half + 1)];
    const count = (high - low) * stripHeight;
    const mean = ((sums[high] ?? 0) - (sums[low] ?? 0)) / count;
    means[u] = mean;
    deviations[u] = Math.sqrt(Math.max(0, ((squares[high] ?? 0) - (squares[low] ?? 0)) / count - mean * mean));
  }
  const floor = (0.25 * deviations.reduce((a, b) => a + b, 0)) / width + 1;
  return strip.map((value, at) => (value - (means[at % width] ?? 0)) / Math.max(floor, deviations[at % width] ?? 0));
};
