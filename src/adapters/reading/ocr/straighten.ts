import { characters, sampleShape, type LineShape } from './line-shape.ts';
import type { Pyramid } from './plane.ts';

const perCap = 18;
const rows = 72;
const perCharacter = 10;
const segments = 8;

/** Moves a rough line onto the middle of its print and measures the print's height, by the edges of upright strokes. */
export const straighten = (pyramid: Pyramid, shape: LineShape): LineShape => {
  const width = Math.ceil(characters(shape) * perCharacter);
  const raw = sampleShape(pyramid, shape, width, rows, perCharacter, perCap);
  const profiles = Array.from({ length: segments }, (_, i) =>
    profileOf(raw, width, Math.floor((i * width) / segments), Math.floor(((i + 1) * width) / segments)),
  );
  const whole = sumOf(
    profiles,
    profiles.map(() => 0),
  );
  const window = heightOf(whole, placeOf(whole, perCap, rows / 2, 17).at);
  const first = placeOf(whole, window, rows / 2, 17).at;
  const places = profiles.map((profile) => placeOf(profile, window, first, 9));
  const [offset, slope, curve] = fitParabola(places);
  const shifts = profiles.map((_, i) => {
    const t = ((i + 0.5) / segments) * 2 - 1;
    return offset + slope * t + curve * t * t;
  });
  const height = heightOf(sumOf(profiles, shifts), 0, rows);
  const unit = shape.cap / perCap;
  const middle = (offset - (rows - 1) / 2) * unit;
  return {
    ...shape,
    x: shape.x - middle * Math.sin(shape.angle),
    y: shape.y + middle * Math.cos(shape.angle),
    angle: shape.angle + Math.atan2(2 * slope * unit, shape.length),
    bend: shape.bend + curve * unit,
    cap: Math.max(0.6, Math.min(1.6, height / perCap)) * shape.cap,
  };
};

/** Energy of horizontal change in each row of some columns. */
const profileOf = (raw: Float32Array, width: number, from: number, to: number): Float64Array => {
  const profile = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let sum = 0;
    for (let u = Math.max(1, from); u < Math.min(width - 1, to); u += 1) {
      sum += Math.min(60, Math.abs((raw[row * width + u + 1] ?? 0) - (raw[row * width + u - 1] ?? 0)));
    }
    profile[row] = sum;
  }
  return profile;
};

/** Profiles laid over one another; with shifts, each is first moved so that its print is centred in the sum. */
const sumOf = (profiles: readonly Float64Array[], shifts: readonly number[]): Float64Array => {
  const sum = new Float64Array(rows);
  profiles.forEach((profile, i) => {
    const shift = shifts[i] ? Math.round((shifts[i] ?? 0) - (rows - 1) / 2) : 0;
    for (let row = 0; row < rows; row += 1) {
      sum[row] = (sum[row] ?? 0) + (profile[Math.max(0, Math.min(rows - 1, row + shift))] ?? 0);
    }
  });
  return sum;
};

type Place = { readonly at: number; readonly weight: number };

/** The row around which a window of `height` rows holds most energy beyond that of the rows just outside it. */
const placeOf = (profile: Float64Array, height: number, around: number, within: number): Place => {
  const sums = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row += 1) sums[row + 1] = (sums[row] ?? 0) + (profile[row] ?? 0);
  const between = (a: number, b: number): number => {
    const [low, high] = [Math.max(0, Math.min(rows, a)), Math.max(0, Math.min(rows, b))];
    return (sums[high] ?? 0) - (sums[low] ?? 0);
  };
  const half = height / 2;
  let best: Place = { at: around, weight: 0 };
  for (let at = Math.max(half, around - within); at <= Math.min(rows - half, around + within); at += 0.5) {
    const [top, bottom] = [Math.round(at - half), Math.round(at + half)];
    const weight = between(top, bottom) - between(top - 5, top) - between(bottom, bottom + 5);
    if (weight > best.weight) best = { at: at - 0.5, weight };
  }
  return best;
};

/** Rows between the half heights of the hump near `at` (or near the middle). */
const heightOf = (profile: Float64Array, at: number, near = 0): number => {
  const middle = Math.round(near > 0 ? (rows - 1) / 2 : at);
  let [floor, top] = [Infinity, 0];
  for (let row = Math.max(0, middle - 20); row < Math.min(rows, middle + 20); row += 1) {
    floor = Math.min(floor, profile[row] ?? 0);
    if (Math.abs(row - middle) < 8) top += (profile[row] ?? 0) / 15;
  }
  const level = floor + (top - floor) * 0.45;
  const edge = (step: number): number => {
    for (let row = middle; row > 0 && row < rows - 1; row += step) {
      const [here, next] = [profile[row] ?? 0, profile[row + step] ?? 0];
      if (Math.abs(row - middle) > 4 && next < level)
        return row + (step * (here - level)) / Math.max(1e-6, here - next);
    }
    return middle + step * 14;
  };
  return Math.max(11, Math.min(28, edge(1) - edge(-1)));
};

/** Weighted least squares, twice: the second time without the segments that lie far off. */
const fitParabola = (places: readonly Place[]): readonly [number, number, number] => {
  let used = places.map(({ at, weight }, i) => ({ t: ((i + 0.5) / places.length) * 2 - 1, at, weight: weight + 1e-6 }));
  let fit: readonly [number, number, number] = [0, 0, 0];
  for (let round = 0; round < 2; round += 1) {
    fit = solve(used);
    const [a, b, c] = fit;
    const off = used.map(({ t, at }) => Math.abs(at - a - b * t - c * t * t));
    const limit = Math.max(1.5, 2.5 * ([...off].sort((x, y) => x - y)[Math.floor(off.length / 2)] ?? 0));
    const kept = used.filter((_, i) => (off[i] ?? 0) <= limit);
    if (kept.length >= 4) used = kept;
  }
  return fit;
};

const solve = (points: readonly { t: number; at: number; weight: number }[]): readonly [number, number, number] => {
  const m = [0, 0, 0, 0, 0];
  const r = [0, 0, 0];
  for (const { t, at, weight } of points) {
    for (let power = 0; power < 5; power += 1) m[power] = (m[power] ?? 0) + weight * t ** power;
    for (let power = 0; power < 3; power += 1) r[power] = (r[power] ?? 0) + weight * at * t ** power;
  }
  const [s0 = 1, s1 = 0, s2 = 0, s3 = 0, s4 = 0] = m;
  const [r0 = 0, r1 = 0, r2 = 0] = r;
  // A curve is believed only as far as the weights ask for it: a small ridge keeps it flat.
  const c2 = s4 + 0.15 * s0;
  const det = s0 * (s2 * c2 - s3 * s3) - s1 * (s1 * c2 - s3 * s2) + s2 * (s1 * s3 - s2 * s2);
  if (Math.abs(det) < 1e-9) return [r0 / s0, 0, 0];
  return [
    (r0 * (s2 * c2 - s3 * s3) - s1 * (r1 * c2 - s3 * r2) + s2 * (r1 * s3 - s2 * r2)) / det,
    (s0 * (r1 * c2 - r2 * s3) - r0 * (s1 * c2 - s3 * s2) + s2 * (s1 * r2 - r1 * s2)) / det,
    (s0 * (s2 * r2 - s3 * r1) - s1 * (s1 * r2 - r1 * s2) + r0 * (s1 * s3 - s2 * s2)) / det,
  ];
};
