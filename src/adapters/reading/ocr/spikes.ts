import { stripPitch, type LineShape } from './line-shape.ts';
import { pixelsPerStep, type Scores } from './recogniser.ts';

/** A character the network sees: when (in steps), which class, how sure. */
export type Spike = { readonly step: number; readonly symbol: number; readonly share: number };

/** Greedy best path: one spike for each run of a class that is not the blank. */
export const spikesOf = ({ logits, steps, classes }: Scores): Spike[] => {
  const spikes: Spike[] = [];
  let last = 0;
  for (let step = 0; step < steps; step += 1) {
    let symbol = 0;
    const row = step * classes;
    for (let c = 1; c < classes; c += 1) if ((logits[row + c] ?? 0) > (logits[row + symbol] ?? 0)) symbol = c;
    const share = Math.exp(logits[row + symbol] ?? 0);
    const before = spikes.at(-1);
    if (symbol > 0 && symbol === last && before) {
      const total = before.share + share;
      const middle = (before.step * before.share + step * share) / total;
      spikes[spikes.length - 1] = { step: middle, symbol, share: Math.max(before.share, share) };
    } else if (symbol > 0) spikes.push({ step, symbol, share });
    last = symbol;
  }
  return spikes;
};

/** A comb laid through the spikes: characters expected, and where, in steps: `first + pitch·i + curve·(i - middle)²`. */
export type Comb = { readonly count: number; readonly first: number; readonly pitch: number; readonly curve: number };

/** What the spikes say of the pitch; `undefined` where they stand without rhythm. */
export const combOf = (spikes: readonly Spike[]): Comb | undefined => {
  const sure = spikes.filter(({ share }) => share > 0.4);
  if (sure.length < 10) return undefined;
  const gaps = sure.slice(1).map(({ step }, i) => step - (sure[i]?.step ?? 0));
  const usual = gaps.filter((gap) => gap > 3 && gap < 8.5).sort((a, b) => a - b);
  if (usual.length < 8) return undefined;
  // Steps are coarse: the mean of the middle half is finer than the median.
  const core = usual.slice(usual.length >> 2, usual.length - (usual.length >> 2));
  const typical = core.reduce((a, b) => a + b, 0) / core.length;
  let index = 0;
  const points = sure.map(({ step }, i) => {
    if (i > 0) index += Math.max(1, Math.round((gaps[i - 1] ?? 0) / typical));
    return { index, step };
  });
  const count = index + 1;
  const middle = index / 2;
  const fit = fitQuadratic(points.map((point) => ({ t: point.index - middle, step: point.step })));
  if (!fit || fit[1] < 3 || fit[1] > 8) return undefined;
  return { count, first: fit[0] - fit[1] * middle, pitch: fit[1], curve: fit[2] };
};

const fitQuadratic = (
  points: readonly { t: number; step: number }[],
): readonly [number, number, number] | undefined => {
  let used = points;
  let fit: readonly [number, number, number] | undefined;
  for (let round = 0; round < 2; round += 1) {
    fit = leastSquares(used);
    if (!fit) return undefined;
    const [a, b, c] = fit;
    const kept = used.filter(({ t, step }) => Math.abs(step - a - b * t - c * t * t) < 1.6);
    if (kept.length < 8) return fit;
    used = kept;
  }
  return fit;
};

const leastSquares = (
  points: readonly { t: number; step: number }[],
): readonly [number, number, number] | undefined => {
  const sum = (value: (t: number, step: number) => number): number =>
    points.reduce((total, { t, step }) => total + value(t, step), 0);
  const n = points.length;
  const [t1, t2, t3, t4] = [sum((t) => t), sum((t) => t * t), sum((t) => t ** 3), sum((t) => t ** 4)];
  const [y0, y1, y2] = [sum((_, y) => y), sum((t, y) => t * y), sum((t, y) => t * t * y)];
  const det = n * (t2 * t4 - t3 * t3) - t1 * (t1 * t4 - t3 * t2) + t2 * (t1 * t3 - t2 * t2);
  if (Math.abs(det) < 1e-6) return undefined;
  return [
    (y0 * (t2 * t4 - t3 * t3) - t1 * (y1 * t4 - t3 * y2) + t2 * (y1 * t3 - t2 * y2)) / det,
    (n * (y1 * t4 - y2 * t3) - y0 * (t1 * t4 - t3 * t2) + t2 * (t1 * y2 - y1 * t2)) / det,
    (n * (t2 * y2 - t3 * y1) - t1 * (t1 * y2 - y1 * t2) + y0 * (t1 * t3 - t2 * t2)) / det,
  ];
};

/** The shape with its pitch, trend and middle as the comb measured them on a strip `width` pixels wide. */
export const combed = (shape: LineShape, comb: Comb, width: number): LineShape => {
  const perStep = (pixelsPerStep / stripPitch) * shape.pitch;
  const middleStep = comb.first + (comb.pitch * (comb.count - 1)) / 2 - width / pixelsPerStep / 2 + 0.5;
  const shift = middleStep * perStep;
  const pitch = comb.pitch * perStep;
  // Half the characters times twice the curve is what the pitch gains to the end.
  const gain = (comb.curve * comb.count) / comb.pitch;
  return {
    ...shape,
    x: shape.x + shift * Math.cos(shape.angle),
    y: shape.y + shift * Math.sin(shape.angle),
    pitch,
    length: comb.count * pitch,
    trend: Math.max(-0.4, Math.min(0.4, shape.trend + gain)),
  };
};
