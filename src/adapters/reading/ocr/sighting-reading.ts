import { parseMrz } from '../../../domain/document/mrz.ts';
import { layouts } from '../../../domain/document/mrz-layouts.ts';
import type { LayoutField } from '../../../domain/document/mrz-layout.ts';
import type { Reading, Voucher } from '../../../domain/document/reading.ts';
import type { MrzSighting } from './sighting.ts';

/** Fields of a layout under the names the document has for them; what the document does not hold is the zone's own. */
const shownAs: Readonly<Record<string, string>> = {
  seriesEnd: 'number',
  expiry: 'expiryDate',
  code: 'type',
  optional2: 'personalNumber',
  visaData: 'mrz',
};

/**
 * The document in a sighting. A field with a character below the threshold has the problem `unsure` and nothing vouches for
 * it: its check digit may hold only because the character was chosen to fit.
 */
export const readingOf = (sighting: MrzSighting, today: string): Reading | undefined => {
  const reading = parseMrz(sighting.lines.join('\n'), today);
  if (!reading) return undefined;
  const fields = [...new Set(sighting.unsure.map(({ line, index }) => fieldAt(sighting, line, index)))];
  const problems = [...reading.problems, ...fields.map((field) => ({ field, code: 'unsure' }))];
  const vouchedBy: Record<string, Voucher> = { ...reading.vouchedBy };
  for (const field of fields) if (vouchedBy[field]) vouchedBy[field] = 'nothing';
  return { ...reading, problems, vouchedBy };
};

const fieldAt = ({ format, lines }: MrzSighting, line: number, index: number): string => {
  const layout = layouts.find((one) => one.format === format);
  const holds = ({ line: row, from, to, check }: LayoutField): boolean =>
    row === line + 1 && ((index + 1 >= from && index + 1 <= to) || index + 1 === check);
  const field = layout?.fields.find(holds);
  if (!field) return 'mrz';
  if (field.kind === 'name')
    return namePart(format, (lines[line] ?? '').slice(field.from - 1, field.to), index + 1 - field.from);
  return shownAs[field.field] ?? field.field;
};

/** Surname before the double filler, given names after it; a Russian internal passport names the patronymic third. */
const namePart = (format: string, name: string, index: number): string => {
  const gap = name.indexOf('<<');
  if (gap < 0 || index < gap + 1) return 'surname';
  const patronymic = name.indexOf('<', gap + 2);
  return format === 'PNRUS' && patronymic >= 0 && index > patronymic ? 'patronymic' : 'givenNames';
};
