import type { Block } from './blocks.ts';
import type { LineShape } from './line-shape.ts';
import { lengths, lookAt, shapeOf, type Look } from './look.ts';
import type { Pyramid } from './plane.ts';
import type { Recogniser } from './recogniser.ts';

/** The lines of one MRZ, top to bottom as the reader of the document sees them. */
export type Zone = { readonly looks: readonly Look[]; readonly length: number; readonly quality: number };

const goodEnough = 0.6;
/** Between two lines, in pitches (Doc 9303-3 §4.3), where no second line has been seen yet. */
const usualSpacing = 2.5;

/** Reads a block's lines, turns them the right way up, and looks for a line the block has missed. */
export const readZone = (recogniser: Recogniser, pyramid: Pyramid, block: Block): Zone | undefined => {
  const look = (shape: LineShape): Look | undefined => lookAt(recogniser, pyramid, shape);
  const seen = orient(block, look);
  if (!seen) return undefined;
  const looks = distinct(seen);
  const anchor = best(looks);
  if (!anchor || anchor.quality < goodEnough) return undefined;
  const length = lengthOf(looks);
  const wanted = length === 30 ? 3 : 2;
  let grown = looks;
  for (let round = 0; round < 3 && grown.length < wanted; round += 1) {
    const found = neighbours(grown).flatMap((shape) => look(shape) ?? []);
    const next = best(distinct([...grown, ...found]).filter((other) => !grown.includes(other)));
    if (!next || next.quality < 0.35) break;
    grown = inOrder([...grown, next]);
  }
  const chosen = bestRun(grown, wanted);
  if (!chosen) return undefined;
  return { looks: chosen, length, quality: chosen.reduce((sum, { quality }) => sum + quality, 0) / wanted };
};

const best = (looks: readonly Look[]): Look | undefined =>
  looks.reduce<Look | undefined>((top, look) => (top && top.quality >= look.quality ? top : look), undefined);

/** All bars upright, or, where that gives nothing, upside down. */
const orient = (block: Block, look: (shape: LineShape) => Look | undefined): Look[] | undefined => {
  const longest = Math.max(...block.bars.map(({ length }) => length));
  const pitch = longest / guessLength(block, longest);
  const shapes = block.bars.map((bar) => shapeOf({ ...bar, length: longest }, pitch));
  const upright = shapes.flatMap((shape) => look(shape) ?? []);
  // Fillers are a plain sign: upside down they read as fives, nothing else reads as fillers.
  if (upright.some(({ quality, fillers }) => quality >= 0.85 && fillers >= 2)) return upright;
  const turned = shapes.flatMap((shape) => look({ ...shape, angle: shape.angle + Math.PI }) ?? []);
  const chosen = (best(turned)?.quality ?? 0) > (best(upright)?.quality ?? 0) ? turned : upright;
  return chosen.length > 0 ? chosen : undefined;
};

/** Of two lines by their distance; three lines are a card. */
const guessLength = ({ bars }: Block, longest: number): number => {
  const [first, second] = bars;
  if (bars.length > 2 || !first || !second) return 30;
  const spacing = Math.abs((second.y - first.y) * Math.cos(first.angle) - (second.x - first.x) * Math.sin(first.angle));
  return (longest / spacing) * usualSpacing > 39 ? 44 : 36;
};

/** How far a line lies below the first one's direction. */
const offsetOf = (origin: LineShape, { x, y }: LineShape): number =>
  (y - origin.y) * Math.cos(origin.angle) - (x - origin.x) * Math.sin(origin.angle);

const inOrder = (looks: readonly Look[]): Look[] => {
  const [first] = looks;
  return first ? [...looks].sort((a, b) => offsetOf(first.shape, a.shape) - offsetOf(first.shape, b.shape)) : [];
};

/** Of looks that came to lie on the same line, the best. */
const distinct = (looks: readonly Look[]): Look[] => {
  const kept: Look[] = [];
  for (const look of [...looks].sort((a, b) => b.quality - a.quality)) {
    const same = kept.some(({ shape }) => Math.abs(offsetOf(shape, look.shape)) < 1.2 * shape.cap);
    if (!same) kept.push(look);
  }
  return inOrder(kept);
};

const lengthOf = (looks: readonly Look[]): number => {
  const votes = lengths.map((length) =>
    looks.reduce((sum, { count, quality }) => sum + quality ** 2 * Math.max(0, 1 - Math.abs(count - length) / 4), 0),
  );
  return lengths[votes.indexOf(Math.max(...votes))] ?? 44;
};

/** Where lines above and below would lie, and those between two that are not next to each other. */
const neighbours = (looks: readonly Look[]): LineShape[] => {
  const [first] = looks;
  const last = looks.at(-1);
  if (!first || !last) return [];
  const measured = looks.length > 1 ? offsetOf(first.shape, last.shape) / (looks.length - 1) : 0;
  const spacing = measured || usualSpacing * first.shape.pitch;
  const between = looks.slice(1).map(({ shape }, i) => {
    const upper = looks[i]?.shape ?? shape;
    return { ...shape, x: (shape.x + upper.x) / 2, y: (shape.y + upper.y) / 2, angle: (shape.angle + upper.angle) / 2 };
  });
  return [moved(first.shape, -spacing), moved(last.shape, spacing), ...between];
};

const moved = (shape: LineShape, down: number): LineShape => ({
  ...shape,
  x: shape.x - down * Math.sin(shape.angle),
  y: shape.y + down * Math.cos(shape.angle),
});

/** The neighbouring lines of the wanted number with the best quality. */
const bestRun = (looks: readonly Look[], wanted: number): Look[] | undefined => {
  let chosen: { looks: Look[]; quality: number } | undefined;
  for (let from = 0; from + wanted <= looks.length; from += 1) {
    const run = looks.slice(from, from + wanted);
    const quality = run.reduce((sum, look) => sum + look.quality, 0);
    if (!chosen || quality > chosen.quality) chosen = { looks: run, quality };
  }
  return chosen?.looks;
};

/** The lines' shapes; one whose ends were not seen takes them from a line beside it that was counted in full. */
export const shapesOf = ({ looks, length }: Zone): LineShape[] => {
  const anchor = best(looks.filter(({ count }) => count === length))?.shape;
  return looks.map(({ shape, count }) => {
    if (!anchor || count === length) return shape;
    const down = offsetOf(anchor, shape) - offsetOf(anchor, anchor);
    const beside = moved(anchor, down);
    return { ...beside, angle: (shape.angle + anchor.angle) / 2, cap: shape.cap, bend: shape.bend };
  });
};
