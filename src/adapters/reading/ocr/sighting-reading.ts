import { createCanvas } from '@napi-rs/canvas';
import { parseMrz } from '../../../domain/document/mrz.ts';
import { layouts } from '../../../domain/document/mrz-layouts.ts';
import type { LayoutField } from '../../../domain/document/mrz-layout.ts';
import type { Reading, Voucher } from '../../../domain/document/reading.ts';
import { toPixels } from '../pixels.ts';
import type { Cut, MrzSighting } from './sighting.ts';

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
  const places = sighting.unsure.map(({ line, index }) => ({ line, index, field: fieldAt(sighting, line, index) }));
  const fields = [...new Set(places.map(({ field }) => field))];
  const vouchedBy: Record<string, Voucher> = { ...reading.vouchedBy };
  for (const field of fields) if (vouchedBy[field]) vouchedBy[field] = 'nothing';
  return {
    ...reading,
    problems: [...reading.problems, ...fields.map((field) => ({ field, code: 'unsure' }))],
    vouchedBy,
    corners: [...sighting.corners],
    ...(sighting.cut && { doubt: { places, ...drawnCut(sighting.cut) } }),
  };
};

const drawnCut = ({
  gray,
  width,
  height,
  left,
  pitch,
  lineHeight,
}: Cut): Omit<NonNullable<Reading['doubt']>, 'places'> => {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(width, height);
  image.data.set(toPixels({ data: new Uint8ClampedArray(gray), width, height }).rgba);
  pen.putImageData(image, 0, 0);
  return { cut: canvas.toBuffer('image/png').toString('base64'), left, pitch, lineHeight };
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
