import type { Scores } from './recogniser.ts';

/** Evidence for each character of a line: `length` rows of `symbols` logarithms of shares that sum to one; no blank. */
export type Evidence = { readonly length: number; readonly symbols: number; readonly logs: Float32Array };

export type Alignment = { readonly evidence: Evidence; readonly score: number; readonly steps: Int32Array };

const lostCharacter = -5;
const unexplained = -4;
/** Fewest and most steps between neighbours; the strip's own pitch is five. */
const [nearest, furthest] = [3, 8];

/**
 * Lays exactly `length` characters along the scores: each on a step of its own, at an even pitch, what lies between them
 * blank. `expectedFirst` is the step of the first character, where known. A clogged letter that the network takes for paper still gets its place, and its evidence, from its neighbours.
 */
export const align = (
  { logits, steps, classes }: Scores,
  length: number,
  expectedFirst?: number,
): Alignment | undefined => {
  if (steps < length * nearest) return undefined;
  const emission = new Float64Array(steps);
  const blanks = new Float64Array(steps + 1);
  for (let step = 0; step < steps; step += 1) {
    let best = -Infinity;
    for (let c = 1; c < classes; c += 1) best = Math.max(best, logits[step * classes + c] ?? 0);
    emission[step] = Math.max(lostCharacter, best);
    blanks[step + 1] = (blanks[step] ?? 0) + Math.max(unexplained, logits[step * classes] ?? 0);
  }
  // A spike may be three steps wide: its neighbours need not be blank.
  const blankBetween = (from: number, to: number): number =>
    to - from <= 3 ? 0 : (blanks[to - 1] ?? 0) - (blanks[from + 2] ?? 0);
  const before = (step: number): number => blanks[Math.max(0, step - 1)] ?? 0;
  const after = (step: number): number => (blanks[steps] ?? 0) - (blanks[Math.min(steps, step + 2)] ?? 0);
  // Where the line's place is known, what stands a character to the left of it is no part of it.
  const misplaced = (step: number): number => (expectedFirst === undefined ? 0 : 0.25 * (step - expectedFirst) ** 2);
  let scores = new Float64Array(steps).map((_, step) => before(step) + (emission[step] ?? 0) - misplaced(step));
  const cameFrom = new Int16Array(length * steps);
  for (let i = 1; i < length; i += 1) {
    const next = new Float64Array(steps).fill(-Infinity);
    for (let step = i * nearest; step < steps; step += 1) {
      for (let gap = nearest; gap <= furthest && gap <= step; gap += 1) {
        const uneven = gap - 5;
        const score = (scores[step - gap] ?? 0) + blankBetween(step - gap, step) - 0.35 * uneven * uneven;
        if (score > (next[step] ?? 0)) {
          next[step] = score;
          cameFrom[i * steps + step] = step - gap;
        }
      }
      next[step] = (next[step] ?? 0) + (emission[step] ?? 0);
    }
    scores = next;
  }
  let last = 0;
  scores.forEach((score, step) => {
    if (score + after(step) > (scores[last] ?? 0) + after(last)) last = step;
  });
  const score = (scores[last] ?? 0) + after(last);
  if (!Number.isFinite(score)) return undefined;
  const places = new Int32Array(length);
  for (let i = length - 1, at = last; i >= 0; i -= 1) {
    places[i] = at;
    at = cameFrom[i * steps + at] ?? 0;
  }
  return { evidence: evidenceAt(places, { logits, steps, classes }), score, steps: places };
};

const evidenceAt = (places: Int32Array, { logits, steps, classes }: Scores): Evidence => {
  const symbols = classes - 1;
  const logs = new Float32Array(places.length * symbols);
  places.forEach((place, i) => {
    const row = logs.subarray(i * symbols, (i + 1) * symbols).fill(-Infinity);
    for (let step = Math.max(0, place - 1); step <= Math.min(steps - 1, place + 1); step += 1) {
      for (let s = 0; s < symbols; s += 1) row[s] = Math.max(row[s] ?? 0, logits[step * classes + s + 1] ?? 0);
    }
    normaliseLogs(row);
  });
  return { length: places.length, symbols, logs };
};

/** Shifts logarithms so that their exponentials sum to one. */
export const normaliseLogs = (row: Float32Array): void => {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
  const norm = top + Math.log(row.reduce((sum, log) => sum + Math.exp(log - top), 0));
  for (let s = 0; s < row.length; s += 1) row[s] = (row[s] ?? 0) - norm;
};

/** Several looks at one line, averaged; doubt in any look stays doubt. */
export const meanEvidence = (looks: readonly Evidence[]): Evidence => {
  const [first] = looks;
  if (!first) throw new Error('No look at the line to average.');
  const logs = new Float32Array(first.logs.length);
  for (const look of looks) look.logs.forEach((log, at) => (logs[at] = (logs[at] ?? 0) + log / looks.length));
  for (let i = 0; i < first.length; i += 1) normaliseLogs(logs.subarray(i * first.symbols, (i + 1) * first.symbols));
  return { ...first, logs };
};
