import { pointOf, sampleShape, type LineShape } from './line-shape.ts';
import type { Pyramid } from './plane.ts';
import type { Cut, MrzSighting } from './sighting.ts';

const pitch = 20;
const lineHeight = 36;
const rowsPerCap = 22;

/** The lines as they stand in the picture, drawn straight for an officer's eye. */
export const cutOf = (pyramid: Pyramid, shapes: readonly LineShape[], length: number): Cut => {
  const width = (length + 1) * pitch;
  const gray = new Uint8Array(width * lineHeight * shapes.length);
  shapes.forEach((shape, line) => {
    const strip = sampleShape(pyramid, shape, width, lineHeight, pitch, rowsPerCap);
    gray.set(strip.map(Math.round), line * lineHeight * width);
  });
  return { gray, width, height: lineHeight * shapes.length, left: pitch / 2, pitch, lineHeight };
};

/** Half a character beyond the ends, as much above the first and below the last line. */
export const cornersOf = (shapes: readonly LineShape[], width: number, height: number): MrzSighting['corners'] => {
  const [first, last] = [shapes[0], shapes.at(-1)];
  if (!first || !last) return [];
  const end = (shape: LineShape): number => shape.length / shape.pitch / 2 + 0.5;
  return [
    pointOf(first, -end(first), -0.9),
    pointOf(first, end(first), -0.9),
    pointOf(last, end(last), 0.9),
    pointOf(last, -end(last), 0.9),
  ].flatMap(([x, y]) => [x / width, y / height]);
};

export const boxOf = (shapes: readonly LineShape[]): MrzSighting['box'] => {
  const mean = (value: (shape: LineShape) => number): number =>
    shapes.reduce((sum, shape) => sum + value(shape), 0) / shapes.length;
  const [first, last] = [shapes[0], shapes.at(-1)];
  const across = first && last ? Math.hypot(last.x - first.x, last.y - first.y) : 0;
  return {
    x: mean(({ x }) => x),
    y: mean(({ y }) => y),
    w: Math.max(...shapes.map(({ length }) => length)),
    h: across + mean(({ cap }) => cap),
    angle: (mean(({ angle }) => angle) * 180) / Math.PI,
  };
};
