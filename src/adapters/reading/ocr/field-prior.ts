import type { FieldKind, Layout, LayoutField } from '../../../domain/document/mrz-layout.ts';
import { states } from '../../../domain/document/states.ts';
import type { Evidence } from './align.ts';
import { normaliseLogs } from './align.ts';
import { digits, filler, letters, symbolCount, symbolOf } from './glyph-alphabet.ts';

/** What a field's alphabet leaves out is not impossible, for documents break their layouts: it costs this much. */
const foreign = -7;
/** A zero is often drawn like an O, a one like an I, and these two letters are rare where digits may stand. */
const rareLetter = -2.5;

type Weights = readonly (readonly [characters: string, weight: number])[];

const kinds: Readonly<Record<FieldKind, Weights>> = {
  code: [[letters + filler, 0], [digits, -4]],
  state: [[letters + filler, 0]],
  name: [[letters + filler, 0]],
  surname: [[letters + filler, 0]],
  given: [[letters + filler, 0]],
  number: [[letters + digits + filler, 0], ['OI', rareLetter]],
  optional: [[letters + digits + filler, 0], ['OI', rareLetter]],
  birth: [[digits, 0], [filler, -3]],
  expiry: [[digits, 0], [filler, -3]],
  issue: [[digits, 0]],
  'issue-month': [[digits, 0]],
  unit: [[digits, 0]],
  digit: [[digits, 0]],
  sex: [['MF', 0], ['<X', -0.7]],
  blank: [[filler, 0], ['0', -2]],
}; // prettier-ignore

/** Letters of a Russian name are Latin capitals and nine digits; 0, 1 and 5 are unused (MVD order 773, domain.md §4.6). */
const russianName: Weights = [[letters + '2346789' + filler, 0]];
const checkDigit: Weights = [[digits, 0]];
const optionalCheck: Weights = [[digits, 0], [filler, -0.7]]; // prettier-ignore

const logsOf = (weights: Weights): Float32Array => {
  const logs = new Float32Array(symbolCount).fill(foreign);
  for (const [characters, weight] of weights) for (const character of characters) logs[symbolOf(character)] = weight;
  return logs;
};

const weightsOf = (layout: Layout, { kind }: LayoutField): Weights =>
  layout.format === 'PNRUS' && kind === 'name' ? russianName : kinds[kind];

/** The lines' evidence weighed by what each place of the layout may hold. */
export const weighByField = (layout: Layout, lines: readonly Evidence[]): Evidence[] => {
  const weighed = lines.map((line) => ({ ...line, logs: line.logs.slice() }));
  const apply = (line: number, from: number, to: number, weights: Weights): void => {
    const logs = logsOf(weights);
    for (let position = from; position <= to; position += 1) {
      const row = rowOf(weighed, line, position);
      row.forEach((log, symbol) => (row[symbol] = log + (logs[symbol] ?? 0)));
      normaliseLogs(row);
    }
  };
  for (const field of layout.fields) {
    apply(field.line, field.from, field.to, weightsOf(layout, field));
    if (field.check !== undefined)
      apply(field.line, field.check, field.check, isOpen(layout, field) ? optionalCheck : checkDigit);
  }
  if (layout.format === 'PNRUS') {
    // A misread N must not make a travel passport of it, in whose names digits would become letters.
    apply(1, 1, 1, [['P', 0]]);
    apply(1, 2, 2, [['N', 0]]);
  }
  for (const group of layout.groups) apply(group.line, group.at, group.at, checkDigit);
  for (const field of layout.fields) if (field.kind === 'name') trimTail(weighed, field);
  weighStates(layout, weighed);
  return weighed;
};

/** A filler may stand for the digit: of an empty field, or where a long number runs on (Doc 9303-5 §4.2.2.1, note j). */
export const isOpen = (layout: Layout, field: LayoutField): boolean =>
  field.kind === 'optional' || (layout.longNumber && field.kind === 'number');

/** The row of a place, 1-based as layouts count. */
export const rowOf = (lines: readonly Evidence[], line: number, position: number): Float32Array => {
  const evidence = lines[line - 1];
  if (!evidence) throw new Error(`The layout names line ${line}, which is not there.`);
  return evidence.logs.subarray((position - 1) * evidence.symbols, position * evidence.symbols);
};

/** After three fillers a name is over: a letter beyond needs strong evidence. */
const trimTail = (lines: readonly Evidence[], { line, from, to }: LayoutField): void => {
  const fill = symbolOf(filler);
  let run = 0;
  for (let position = from; position <= to; position += 1) {
    const row = rowOf(lines, line, position);
    if (run >= 3) {
      row.forEach((log, symbol) => (row[symbol] = symbol === fill ? log : log - 4));
      normaliseLogs(row);
    }
    run = (row[fill] ?? 0) > Math.log(0.5) ? run + 1 : 0;
  }
};

const codes = [...new Set([...states.map(({ code }) => code), 'D<<'])];
const unlisted = -6;
/** How often issuer and citizenship are the same state. */
const agreeing = 0.7;

type Guess = { readonly logs: readonly number[]; readonly shares: readonly number[] };

/** State fields hold codes of a list; where issuer and citizenship may agree, each leans on the other. */
const weighStates = (layout: Layout, lines: readonly Evidence[]): void => {
  const fields = layout.fields.filter(({ kind, from, to }) => kind === 'state' && to - from === 2);
  const guesses = fields.map((field) => guessState(lines, field));
  fields.forEach((field, i) => {
    const own = guesses[i];
    const other = guesses.find((_, j) => j !== i);
    if (!own) return;
    const even = 1 / codes.length;
    const logs = own.logs.map((log, c) => {
      const lean = other ? (1 - agreeing) * even + agreeing * (other.shares[c] ?? 0) : even;
      return log + Math.log(lean / even);
    });
    replaceState(lines, field, logs);
  });
};

const guessState = (lines: readonly Evidence[], { line, from }: LayoutField): Guess => {
  const logs = codes.map((code) =>
    [...code].reduce((sum, character, i) => sum + (rowOf(lines, line, from + i)[symbolOf(character)] ?? 0), 0),
  );
  // An unlisted code takes its share too, so that noise names no state with certainty.
  const total = logs.reduce((sum, log) => sum + Math.exp(log), Math.exp(unlisted));
  return { logs, shares: logs.map((log) => Math.exp(log) / total) };
};

const replaceState = (lines: readonly Evidence[], { line, from }: LayoutField, logs: readonly number[]): void => {
  const rows = [0, 1, 2].map((i) => rowOf(lines, line, from + i));
  const sums = rows.map((row) => Float64Array.from(row, (log) => Math.exp(unlisted + log)));
  codes.forEach((code, c) => {
    const share = Math.exp(logs[c] ?? -Infinity);
    [...code].forEach((character, i) => {
      const symbol = symbolOf(character);
      const sum = sums[i];
      if (sum) sum[symbol] = (sum[symbol] ?? 0) + share;
    });
  });
  rows.forEach((row, i) => {
    row.forEach((_, symbol) => (row[symbol] = Math.log((sums[i]?.[symbol] ?? 0) + 1e-12)));
    normaliseLogs(row);
  });
};
