import { isVouched } from './check-digit.ts';
import type { Layout } from './mrz-layout.ts';

const toDigit: Readonly<Record<string, string>> = { O: '0', I: '1', B: '8', S: '5', Z: '2' };
const digitsFor = (text: string): string => text.replace(/[OIBSZ]/g, (letter) => toDigit[letter] ?? letter);

const put = (line: string, from: number, text: string): string =>
  line.slice(0, from - 1) + text + line.slice(from - 1 + text.length);

export type Repair = { readonly lines: readonly string[]; readonly fields: readonly string[] };

/**
 * Letters where only digits can stand, put back where the field's check digit then passes, and nowhere else
 * (domain.md §4.2). Names the fields so that the officer is told.
 */
export const repairDigits = (layout: Layout, lines: readonly string[]): Repair => {
  const mended = [...lines];
  const fields: string[] = [];
  for (const { field, kind, line, from, to, check } of layout.fields) {
    const row = mended[line - 1] ?? '';
    if (check === undefined) continue;
    const raw = row.slice(from - 1, to);
    const digit = row.charAt(check - 1);
    const better = ['birth', 'expiry', 'issue'].includes(kind) ? digitsFor(raw) : raw;
    const betterDigit = digitsFor(digit);
    if ((better === raw && betterDigit === digit) || !isVouched(better, betterDigit)) continue;
    mended[line - 1] = put(put(row, from, better), check, betterDigit);
    fields.push(field);
  }
  for (const { line, at, over } of layout.groups) {
    const row = mended[line - 1] ?? '';
    const digit = row.charAt(at - 1);
    const covered = over.map(([covers, from, to]) => (mended[covers - 1] ?? '').slice(from - 1, to)).join('');
    if (digitsFor(digit) === digit || !isVouched(covered, digitsFor(digit))) continue;
    mended[line - 1] = put(row, at, digitsFor(digit));
    fields.push('mrz');
  }
  return { lines: mended, fields };
};
