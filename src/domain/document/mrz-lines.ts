import { layouts } from './mrz-layouts.ts';
import type { Layout } from './mrz-layout.ts';
import { paperMark } from '../tally-code.ts';
import { untypeCyrillic } from './keyboard-layout.ts';

/** Lines of a layout found in a text, padded with blanks to its width; the rows they came from; `torn` where those did not fit. */
export type FoundLines = {
  readonly layout: Layout;
  readonly lines: readonly string[];
  readonly rows: readonly string[];
  readonly torn: boolean;
};

const alphabet = /^[A-Z0-9<]+$/;

const digit = '[0-9OIBSZ<]';
const secondLine = new RegExp(`[A-Z0-9<]{9}${digit}[A-Z0-9<]{3}${digit}{7}[MFX<]${digit}{6}`);
const cardSecondLine = new RegExp(`${digit}{7}[MFX<]${digit}{7}[A-Z<]{3}`);

const rowsOf = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((row) => row.replace(/\s+/g, ''))
    .filter((row) => row !== '');

const fits = (layout: Layout, rows: readonly string[]): boolean =>
  rows.length === layout.widths.length &&
  layout.widths.every((width, i) => rows[i]?.length === width) &&
  layout.head.test(rows.join('\n'));

const cut = (text: string, widths: readonly number[]): string[] => {
  let from = 0;
  return widths.map((width) => text.slice(from, (from += width)));
};

/** Rows that have a layout's number and widths exactly, anywhere in the text, or as one run without separators. */
const findExact = (rows: readonly string[]): FoundLines | undefined => {
  for (let start = 0; start < rows.length; start++) {
    for (const layout of layouts) {
      const window = rows.slice(start, start + layout.widths.length);
      if (fits(layout, window) && looksMachineReadable(window))
        return { layout, lines: window, rows: window, torn: false };
    }
  }
  const joined = rows.join('');
  for (const layout of layouts) {
    const lines = cut(joined, layout.widths);
    const total = layout.widths.reduce((sum, width) => sum + width, 0);
    const inOrder =
      rows.length === 1 || (lines[1] ?? '').search(layout.widths[0] === 30 ? cardSecondLine : secondLine) === 0;
    if (joined.length === total && inOrder && fits(layout, lines) && looksMachineReadable(lines)) {
      return { layout, lines, rows: lines, torn: false };
    }
  }
  return undefined;
};

/** Few characters outside the alphabet (a reader's `?` or `*`), a document code in front, fillers somewhere. */
const looksMachineReadable = (rows: readonly string[]): boolean => {
  const text = rows.join('');
  const strange = [...text].filter((character) => !alphabet.test(character)).length;
  return strange * 10 <= text.length && text.includes('<') && text.replace(/\D+/g, '').length >= 4;
};

const headLine = /^(?:P[A-Z<]|V[A-Z<]|[IAC][A-Z0-9<])[A-Z0-9<]{3}[A-Z0-9<]*</;
const internalSecondLine = /^.{10}RUS.{8}<{6}/;

/** Takes a run without separators apart where a second line begins. */
const splitRun = (row: string): string[] => {
  if (row.length <= 44) return [row];
  const card = /^[IAC]/.test(row) ? row.slice(15).search(cardSecondLine) + 15 : 0;
  if (card > 15) return [row.slice(0, card), row.slice(card, card + 30), row.slice(card + 30)].filter((part) => part);
  const at = row.search(secondLine);
  return at > 0 ? [row.slice(0, at), row.slice(at)] : [row];
};

const distance = (layout: Layout, rows: readonly string[]): number =>
  layout.widths.reduce((sum, width, i) => sum + Math.abs(width - (rows[i]?.length ?? 0)), 0) +
  30 * Math.max(0, rows.length - layout.widths.length);

/** Layouts that the rows at hand may be torn from: those with a matching head, or a bare second line's. */
const candidates = (head: string, body: string): readonly Layout[] =>
  layouts.filter(({ format, head: expected }) => {
    if (head !== '') return ['PNRUS', 'TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'].includes(format) && expected.test(head);
    return format === (internalSecondLine.test(body) ? 'PNRUS' : body.length > 40 ? 'TD3' : 'TD2');
  });

/** Longest second line (Doc 9303-4: 44) and what a reader may have doubled. */
const longestBody = 48;
/** Without a filler anywhere, a second line is believed where it stands alone: hexadecimal looks like one by chance. */
const isWholeRow = (row: string, rows: readonly string[]): boolean => row.length <= longestBody && rows.includes(row);

/** The nearest layout of a torn text: lines short, long or missing. Only what begins or goes on like an MRZ is taken. */
const findTorn = (rows: readonly string[]): FoundLines | undefined => {
  const pieces = rows.flatMap(splitRun).filter((row) => row.length >= 15 && looksMachineReadable([row, '<0000']));
  const headAt = pieces.findIndex((row) => headLine.test(row));
  const bodyAt = pieces.findIndex(
    (row) => row.search(secondLine) === 0 && (row.includes('<') || isWholeRow(row, rows)),
  );
  if (headAt < 0 && bodyAt < 0) return undefined;
  const found = headAt >= 0 ? pieces.slice(headAt, headAt + 3) : ['', pieces[bodyAt] ?? ''];
  if (found.length === 3 && found.some((row) => row.length > 33)) found.length = 2;
  const [best] = candidates(found[0] ?? '', found[1] ?? '').toSorted((a, b) => distance(a, found) - distance(b, found));
  if (!best) return undefined;
  const lines = best.widths.map((width, i) => (found[i] ?? '').slice(0, width).padEnd(width, ' '));
  return { layout: best, lines, rows: found.filter(Boolean), torn: true };
};

/**
 * Finds an MRZ in what a reader sent: any separator or none, lower case, typed through a Cyrillic keyboard layout, blanks
 * around. `undefined` where nothing in the text is one, and for the code of a paper of Beket.
 */
export const findLines = (text: string): FoundLines | undefined => {
  if (text.length > 4000 || text.trimStart().startsWith(paperMark)) return undefined;
  const upper = untypeCyrillic(text.replace(/&lt;/gi, '<').replace(/«/g, '<<').toUpperCase());
  const byLine = rowsOf(upper, /[\r\n]+/);
  const byBlank = rowsOf(upper, /\s+/);
  return findExact(byLine) ?? findExact(byBlank) ?? findTorn(byLine) ?? findTorn(byBlank);
};
