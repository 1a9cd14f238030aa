import { buildDocument } from './mrz-document.ts';
import type { FoundLines } from './mrz-lines.ts';

/** Places where one character may have been lost from a line: every one, its end first. */
const withGap = (row: string): string[] =>
  Array.from({ length: row.length + 1 }, (_, i) => row.slice(0, row.length - i) + ' ' + row.slice(row.length - i));

/**
 * A line of dates and numbers that lost a single character: the gap goes where the fewest fields then are at fault, so that the
 * field it sits in is named and the others keep their check digits. Lines of names have nothing to go by and stay as they are.
 */
export const realign = ({ layout, lines, torn }: FoundLines, today: string): readonly string[] => {
  if (!torn) return lines;
  const faults = (rows: readonly string[]): number => buildDocument(layout, rows, today).problems.length;
  let best = lines;
  let least = faults(lines);
  for (const [i, line] of lines.entries()) {
    const row = line.trimEnd();
    if (row.length !== line.length - 1 || !layout.fields.some((field) => field.line === i + 1 && field.check)) continue;
    for (const gapped of withGap(row)) {
      const rows = best.with(i, gapped);
      const count = faults(rows);
      if (count < least) [best, least] = [rows, count];
    }
  }
  return best;
};
