import type { Bar } from './bars.ts';
import { filler, symbolOf } from './glyph-alphabet.ts';
import { stripOf, type LineShape } from './line-shape.ts';
import type { Pyramid } from './plane.ts';
import type { Recogniser } from './recogniser.ts';
import { combed, combOf, spikesOf } from './spikes.ts';
import { straighten } from './straighten.ts';

/** A line seen by the network at its best geometry. */
export type Look = {
  readonly shape: LineShape;
  /** Characters as the comb counts them. */
  readonly count: number;
  /** Mean share of the spikes, lowered for places without one: 1 is a line read without doubt. */
  readonly quality: number;
  readonly fillers: number;
};

const fillerClass = symbolOf(filler) + 1;

/** The shape as a bar suggests it, for a pitch. */
export const shapeOf = ({ x, y, angle, length }: Bar, pitch: number): LineShape => ({
  x,
  y,
  angle,
  length,
  pitch,
  cap: pitch,
  trend: 0,
  bend: 0,
});

/** Reads a line at a shape, measures pitch and place by the spikes, and reads it again there if they were off. */
export const lookAt = (recogniser: Recogniser, pyramid: Pyramid, rough: LineShape): Look | undefined => {
  const shape = straighten(pyramid, rough);
  const first = glance(recogniser, pyramid, shape);
  if (!first) return undefined;
  const again = glance(recogniser, pyramid, first.next);
  return again && again.look.quality >= first.look.quality - 0.02 ? again.look : first.look;
};

const glance = (
  recogniser: Recogniser,
  pyramid: Pyramid,
  shape: LineShape,
): { readonly look: Look; readonly next: LineShape } | undefined => {
  const strip = stripOf(pyramid, shape);
  const scores = recogniser.recognise(strip.pixels, strip.width);
  const spikes = spikesOf(scores);
  const comb = combOf(spikes);
  if (!comb || comb.count > 60) return undefined;
  const seen = spikes.reduce((sum, { share }) => sum + share, 0);
  const quality = seen / Math.max(comb.count, spikes.length);
  const fillers = spikes.filter(({ symbol }) => symbol === fillerClass).length;
  return { look: { shape, count: comb.count, quality, fillers }, next: combed(shape, comb, strip.width) };
};
