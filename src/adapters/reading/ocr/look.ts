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

/** Characters in a line of any MRZ (Doc 9303-4 to -7). */
export const lengths = [44, 36, 30] as const;

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
  const glanceAt = (at: LineShape): Glance | undefined => glance(recogniser, pyramid, at);
  let first = glanceAt(shape);
  // A capital is about as high as the pitch: where glare has cut a line short its length says less of the pitch than its height.
  if ((first?.look.quality ?? 0) < 0.95 && Math.abs(Math.log(shape.cap / shape.pitch)) > 0.3) {
    first = better(first, glanceAt({ ...shape, pitch: shape.cap }));
  }
  if (!first) return undefined;
  const second = isSettled(first) ? first : better(first, glanceAt(first.next), 0.02);
  if (lengths.some((length) => Math.abs(length - second.look.count) < 2)) return second.look;
  const longer = glanceAt({ ...second.next, length: Math.min(58, second.look.count + 32) * second.next.pitch });
  if (!longer || longer.look.count <= second.look.count || longer.look.quality < 0.6) return second.look;
  return better(longer, glanceAt(longer.next), 0.1).look;
};

/** Read without doubt where it was looked for: measuring again would move nothing. */
const isSettled = ({ look, next }: Glance): boolean => {
  const { shape, quality } = look;
  const moved = Math.hypot(next.x - shape.x, next.y - shape.y) / shape.pitch;
  const stretched = Math.abs(next.length / shape.length - 1);
  return quality > 0.97 && moved < 0.15 && stretched < 0.01 && Math.abs(next.trend - shape.trend) < 0.02;
};

type Glance = { readonly look: Look; readonly next: LineShape };

function better(one: Glance, other: Glance | undefined, allowance?: number): Glance;
function better(one: Glance | undefined, other: Glance | undefined, allowance?: number): Glance | undefined;
function better(one: Glance | undefined, other: Glance | undefined, allowance = 0): Glance | undefined {
  if (!one || !other) return one ?? other;
  return other.look.quality >= one.look.quality - allowance ? other : one;
}

const glance = (recogniser: Recogniser, pyramid: Pyramid, shape: LineShape): Glance | undefined => {
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
