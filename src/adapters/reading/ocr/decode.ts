import { layouts } from '../../../domain/document/mrz-layouts.ts';
import type { Layout } from '../../../domain/document/mrz-layout.ts';
import type { Evidence } from './align.ts';
import { solveChain, type Solution } from './chain-solve.ts';
import { chainsOf, type Chain } from './check-chain.ts';
import { rowOf, weighByField } from './field-prior.ts';
import { glyphAlphabet } from './glyph-alphabet.ts';
import { doubtfulPlaces } from './russian-doubt.ts';

/** What the lines say in one layout. `confidence[line][i]` is the probability that the character is the printed one. */
export type Decoded = {
  readonly layout: Layout;
  readonly lines: readonly string[];
  readonly confidence: readonly (readonly number[])[];
  /** All check digits hold, and did not have to be forced. */
  readonly valid: boolean;
  /** Mean log probability of the characters before any repair: how well the lines fit the layout. */
  readonly fit: number;
};

/** Of documents handed over, the share whose printed check digits are right. */
const printedRight = 0.97;
/** A reading that held by chance alone would have less: such a repair is not made. */
const leastMass = 0.002;

/** A character so plain that no reasoning about the word weighs against it. */
const plainGlyph = 0.9999;

/** The best layout for lines of one length, of those whose head the lines have. */
export const decode = (raw: readonly Evidence[]): Decoded | undefined => {
  const drafts = layouts
    .filter(({ widths }) => widths.length === raw.length && widths.every((width, i) => width === raw[i]?.length))
    .map((layout) => draftAs(layout, raw))
    .filter(({ layout, symbols }) => layout.head.test(textOf(symbols).join('\n')));
  // The narrower heads stand first, as for the parser.
  return drafts.map(settle).sort((a, b) => Number(b.valid) - Number(a.valid))[0];
};

/** Character by character, before the check digits have spoken. */
type Draft = {
  readonly layout: Layout;
  readonly weighed: readonly Evidence[];
  readonly symbols: number[][];
  readonly fit: number;
};

const textOf = (symbols: readonly (readonly number[])[]): string[] =>
  symbols.map((line) => line.map((symbol) => glyphAlphabet.charAt(symbol)).join(''));

const draftAs = (layout: Layout, raw: readonly Evidence[]): Draft => {
  const weighed = weighByField(layout, raw);
  const symbols = weighed.map((line) => Array.from({ length: line.length }, (_, i) => topOf(line, i)));
  return { layout, weighed, symbols, fit: fitOf(raw, symbols) };
};

const settle = ({ layout, weighed, symbols, fit }: Draft): Decoded => {
  const confidence = weighed.map((line, l) =>
    Array.from({ length: line.length }, (_, i) => Math.exp(line.logs[i * line.symbols + (symbols[l]?.[i] ?? 0)] ?? 0)),
  );
  const solve = (chain: Chain) => ({ chain, solution: solveChain(chain, weighed) });
  const { joint, single } = chainsOf(layout);
  const whole = joint.map(solve);
  const valid = whole.every(({ solution }) => (solution?.mass ?? 0) >= leastMass);
  for (const { chain, solution } of valid ? whole : single.map(solve)) {
    if (solution && solution.mass >= leastMass) adopt(chain, solution, weighed, symbols, confidence);
  }
  const lines = textOf(symbols);
  if (layout.format === 'PNRUS') doubtStrangeNames(lines[0] ?? '', confidence[0] ?? []);
  return { layout, lines, confidence, valid, fit };
};

/** No check digit covers a Russian name, and its lookalikes are letters too: a word that cannot be said halves the belief. */
const doubtStrangeNames = (line: string, confidence: number[]): void => {
  for (const place of doubtfulPlaces(line)) {
    const share = confidence[place] ?? 0;
    if (share < plainGlyph) confidence[place] = share / 2;
  }
};

const topOf = ({ logs, symbols }: Evidence, i: number): number => {
  let top = 0;
  for (let s = 1; s < symbols; s += 1) if ((logs[i * symbols + s] ?? 0) > (logs[i * symbols + top] ?? 0)) top = s;
  return top;
};

const fitOf = (raw: readonly Evidence[], symbols: readonly (readonly number[])[]): number => {
  const logs = raw.flatMap((line, l) =>
    (symbols[l] ?? []).map((symbol, i) => Math.max(-6, line.logs[i * line.symbols + symbol] ?? 0)),
  );
  return logs.reduce((a, b) => a + b, 0) / Math.max(1, logs.length);
};

/** Takes over a solution's characters; the confidence weighs whether the print itself holds. */
const adopt = (
  chain: Chain,
  { symbols, shares, mass }: Solution,
  weighed: readonly Evidence[],
  target: number[][],
  confidence: number[][],
): void => {
  const held = (printedRight * mass) / (printedRight * mass + (1 - printedRight) * Math.max(0, 1 - mass));
  chain.forEach(({ line, position }, i) => {
    const symbol = symbols[i] ?? 0;
    const alone = Math.exp(rowOf(weighed, line, position)[symbol] ?? -Infinity);
    const [texts, shown] = [target[line - 1], confidence[line - 1]];
    if (texts) texts[position - 1] = symbol;
    if (shown) shown[position - 1] = held * (shares[i] ?? 0) + (1 - held) * alone;
  });
};
