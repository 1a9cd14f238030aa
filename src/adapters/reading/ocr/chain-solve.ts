import type { Evidence } from './align.ts';
import type { Chain, Link } from './check-chain.ts';
import { rowOf } from './field-prior.ts';
import { filler, symbolCount, symbolOf, worths } from './glyph-alphabet.ts';

/** The likeliest reading whose check digits all hold, and how the doubt is spread. */
export type Solution = {
  /** A symbol for each link. */
  readonly symbols: readonly number[];
  /** For each link, the share of its symbol among all readings that hold. */
  readonly shares: readonly number[];
  /** Share of all readings that hold: near 1 where the print plainly does, near 0 where it had to be forced. */
  readonly mass: number;
};

const residues = 100;
const unlikely = 1e-5;
const openPenalty = 0.02;
const fill = symbolOf(filler);

/** Sums modulo ten after one more character: the field's own in tens, the composite's in ones; -1 where a check fails. */
const advance = (state: number, link: Link, symbol: number): number => {
  const worth = worths[symbol] ?? 0;
  const [own, joint] = [Math.floor(state / 10), state % 10];
  const nextJoint = (joint + worth * link.joint) % 10;
  if (link.role === 'data') return ((own + worth * link.own) % 10) * 10 + nextJoint;
  const sum = link.role === 'own-check' ? own : joint;
  const filled = symbol === fill && link.open;
  return filled || (symbol >= 26 && symbol < 36 && worth === sum) ? nextJoint : -1;
};

/** Probability of a symbol at a link; a filler in place of a digit is dearer unless it says that the field is empty. */
const shareOf = (row: Float32Array, link: Link, symbol: number, state: number): number => {
  const share = Math.exp(row[symbol] ?? -Infinity);
  return link.role === 'own-check' && symbol === fill && state >= 10 ? share * openPenalty : share;
};

/** Exact: every reading is weighed, by the sums it leads to. */
export const solveChain = (chain: Chain, lines: readonly Evidence[]): Solution | undefined => {
  const rows = chain.map(({ line, position }) => rowOf(lines, line, position));
  const candidates = rows.map((row) =>
    [...row.keys()].filter((symbol) => Math.exp(row[symbol] ?? -Infinity) > unlikely),
  );
  const forward = [new Float64Array(residues)];
  const best = [new Float64Array(residues).fill(-Infinity)];
  const trace: Int32Array[] = [];
  forward[0]?.fill(1, 0, 1);
  best[0]?.fill(0, 0, 1);
  chain.forEach((link, i) => {
    const [sums, tops] = [new Float64Array(residues), new Float64Array(residues).fill(-Infinity)];
    const back = new Int32Array(residues).fill(-1);
    for (let state = 0; state < residues; state += 1) {
      const sum = forward[i]?.[state] ?? 0;
      if (sum === 0) continue;
      for (const symbol of candidates[i] ?? []) {
        const next = advance(state, link, symbol);
        if (next < 0) continue;
        const share = shareOf(rows[i] as Float32Array, link, symbol, state);
        sums[next] = (sums[next] ?? 0) + sum * share;
        const top = (best[i]?.[state] ?? -Infinity) + Math.log(share);
        if (top > (tops[next] ?? -Infinity)) {
          tops[next] = top;
          back[next] = state * symbolCount + symbol;
        }
      }
    }
    forward.push(sums);
    best.push(tops);
    trace.push(back);
  });
  const ends = forward.at(-1) ?? new Float64Array(residues);
  const mass = ends.reduce((a, b) => a + b, 0);
  const lastTops = best.at(-1) ?? new Float64Array(residues);
  let state = lastTops.indexOf(lastTops.reduce((a, b) => Math.max(a, b), -Infinity));
  if (mass <= 0 || state < 0) return undefined;
  const symbols = chain.map(() => 0);
  for (let i = chain.length - 1; i >= 0; i -= 1) {
    const step = trace[i]?.[state] ?? -1;
    symbols[i] = step % symbolCount;
    state = Math.floor(step / symbolCount);
  }
  return { symbols, shares: sharesOf(chain, rows, candidates, forward, symbols, mass), mass };
};

/** The backward pass: of the readings that hold, how many have the chosen symbol at each link. */
const sharesOf = (
  chain: Chain,
  rows: readonly Float32Array[],
  candidates: readonly (readonly number[])[],
  forward: readonly Float64Array[],
  symbols: readonly number[],
  mass: number,
): number[] => {
  const shares = chain.map(() => 0);
  let backward = new Float64Array(residues).fill(1);
  for (let i = chain.length - 1; i >= 0; i -= 1) {
    const link = chain[i] as Link;
    const before = new Float64Array(residues);
    let chosen = 0;
    for (let state = 0; state < residues; state += 1) {
      for (const symbol of candidates[i] ?? []) {
        const next = advance(state, link, symbol);
        if (next < 0) continue;
        const value = shareOf(rows[i] as Float32Array, link, symbol, state) * (backward[next] ?? 0);
        before[state] = (before[state] ?? 0) + value;
        if (symbol === symbols[i]) chosen += value * (forward[i]?.[state] ?? 0);
      }
    }
    shares[i] = chosen / mass;
    backward = before;
  }
  return shares;
};
