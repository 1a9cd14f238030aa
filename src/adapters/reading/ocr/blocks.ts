import type { Bar } from './bars.ts';

/** Two or three bars that lie like the lines of one MRZ, the upper first, and how much they look it. */
export type Block = { readonly bars: readonly Bar[]; readonly likeness: number };

/** Distance of lines over their length: Doc 9303-3 §4.3 sets them 6.35 mm apart, 44, 36 or 30 characters of 2.54 mm long. */
const nominal = [2.5 / 44, 2.5 / 36, 2.5 / 30] as const;

/** Groups bars of one scale; a bar may stand in several groups. */
export const findBlocks = (bars: readonly Bar[]): Block[] => {
  const pairs = bars.flatMap((upper) => bars.flatMap((lower) => pairOf(upper, lower)));
  const triples = pairs.flatMap((first) =>
    pairs.filter((second) => second.bars[0] === first.bars[1]).flatMap((second) => tripleOf(first, second)),
  );
  return [...pairs, ...triples].sort((a, b) => b.likeness - a.likeness);
};

type Pair = Block & { readonly spacing: number };

const pairOf = (upper: Bar, lower: Bar): Pair[] => {
  if (upper === lower || Math.abs(upper.angle - lower.angle) > 0.06) return [];
  const angle = (upper.angle + lower.angle) / 2;
  const [dx, dy] = [lower.x - upper.x, lower.y - upper.y];
  const spacing = dy * Math.cos(angle) - dx * Math.sin(angle);
  const aside = Math.abs(dx * Math.cos(angle) + dy * Math.sin(angle));
  const [shorter, longer] = [Math.min(upper.length, lower.length), Math.max(upper.length, lower.length)];
  if (spacing < 0.035 * longer || spacing > 0.13 * longer || shorter < 0.7 * longer || aside > 0.2 * longer) return [];
  const ratio = spacing / longer;
  const off = Math.min(...nominal.map((value) => Math.abs(Math.log(ratio / value))));
  const likeness =
    4 * (shorter / longer - 1) - 4 * (aside / longer) - 1.5 * off - 20 * Math.abs(upper.angle - lower.angle);
  return [{ bars: [upper, lower], spacing, likeness: likeness + 0.02 * Math.min(upper.weight, lower.weight) }];
};

const tripleOf = (first: Pair, second: Pair): Block[] => {
  const uneven = Math.abs(Math.log(first.spacing / second.spacing));
  if (uneven > 0.3) return [];
  const bars = [...first.bars, ...second.bars.slice(1)];
  return [{ bars, likeness: (first.likeness + second.likeness) / 2 + 0.5 - uneven }];
};
