import { buildDocument } from './mrz-document.ts';
import { findLines } from './mrz-lines.ts';
import { realign } from './mrz-realign.ts';
import { repairDigits } from './mrz-repair.ts';
import { crossCheck } from './personal-number.ts';
import type { Reading } from './reading.ts';

/**
 * Reads a machine-readable zone in whatever way a reader sent it. `today` (`YYYY-MM-DD`) settles centuries. `undefined` where
 * the text is no MRZ at all; a torn one gives a reading whose problems name the fields. Never throws.
 */
export const parseMrz = (text: string, today: string): Reading | undefined => {
  const found = findLines(text);
  if (!found) return undefined;
  const { layout, torn } = found;
  const { lines, fields: repaired } = repairDigits(layout, realign(found, today));
  const { document, problems, vouchedBy } = buildDocument(layout, lines, today);
  const crossed = crossCheck(document);
  return {
    source: 'mrz',
    format: layout.format,
    text: found.rows.join('\n'),
    document,
    problems: [
      ...(torn ? [{ field: 'mrz', code: 'line-length' }] : []),
      ...repaired.map((field) => ({ field, code: 'repaired' })),
      ...problems,
      ...crossed.problems,
    ],
    vouchedBy: { ...vouchedBy, ...crossed.vouchedBy },
  };
};
