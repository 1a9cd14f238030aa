import { findBars, type Bar } from './bars.ts';
import { findBlocks, type Block } from './blocks.ts';
import { quarterTurn, type Pyramid } from './plane.ts';

const blocksPerScale = 4;

/**
 * Widths at which a line of 30 to 44 characters that fills 0.4 to 1 of the picture has the detector's pitch, upright or lying
 * on a side, in the order of how often a document is handed over so.
 */
const order = [
  [270, false],
  [380, false],
  [270, true],
  [380, true],
  [560, false],
  [560, true],
  [830, false],
  [830, true],
] as const;

/** Likely MRZ blocks, the likeliest kind of picture first. */
export function* searchBlocks(pyramid: Pyramid): Generator<Block> {
  const tried: Block[] = [];
  for (const [width, turned] of order) {
    for (const block of findBlocks(barsAt(pyramid, width, turned)).slice(0, blocksPerScale)) {
      // Seen from two scales the same block may show what one hid; a third look would not.
      if (tried.filter((other) => isSame(block, other)).length > 1) continue;
      tried.push(block);
      yield block;
    }
  }
}

const isSame = (a: Block, b: Block): boolean =>
  a.bars.length === b.bars.length &&
  a.bars.every((bar, i) => {
    const other = b.bars[i];
    if (!other || Math.abs(other.angle - bar.angle) > 0.04 || Math.abs(other.length / bar.length - 1) > 0.08)
      return false;
    return Math.hypot(other.x - bar.x, other.y - bar.y) < 0.03 * bar.length;
  });

const barsAt = (pyramid: Pyramid, width: number, turned: boolean): Bar[] => {
  const [full] = pyramid;
  if (!full) return [];
  const across = turned ? full.height : full.width;
  const scale = Math.min(1, width / across);
  // A scale that would enlarge shows nothing that the last one did not.
  if (width > across * 1.35) return [];
  const level = Math.max(0, Math.min(pyramid.length - 1, Math.floor(Math.log2(1 / scale))));
  const plane = pyramid[level] ?? full;
  const back = full.width / plane.width;
  const bars = findBars(turned ? quarterTurn(plane) : plane, Math.min(1, scale * back));
  return bars.map((bar) => enlarged(turned ? turnedBack(bar, plane.height) : bar, back));
};

const enlarged = (bar: Bar, by: number): Bar => ({
  ...bar,
  x: bar.x * by,
  y: bar.y * by,
  length: bar.length * by,
  thickness: bar.thickness * by,
});

/** From a picture turned a quarter clockwise to the picture itself. */
const turnedBack = (bar: Bar, height: number): Bar => ({
  ...bar,
  x: bar.y,
  y: height - bar.x,
  angle: bar.angle - Math.PI / 2,
});
