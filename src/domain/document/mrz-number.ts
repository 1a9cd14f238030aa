import { isVouched } from './check-digit.ts';
import type { FieldReading } from './mrz-fields.ts';
import type { Layout } from './mrz-layout.ts';

/**
 * A number longer than its nine places: `<` stands for its check digit, the rest and the check digit begin the optional
 * field (Doc 9303-5 and 9303-6, domain.md §4.2). What follows the filler after them is optional data as usual.
 */
export const splitLongNumber = (layout: Layout, lines: readonly string[], fields: Map<string, FieldReading>): void => {
  const place = layout.fields.find(({ field }) => field === 'number');
  const optional = layout.fields.find(({ field }) => field === 'personalNumber');
  if (!place?.check || !optional) return;
  const row = lines[place.line - 1] ?? '';
  const head = row.slice(place.from - 1, place.to);
  const rest = (lines[optional.line - 1] ?? '').slice(optional.from - 1, optional.to);
  if (row.charAt(place.check - 1) !== '<' || head.endsWith('<') || !/^[A-Z0-9<]+$/.test(head)) return;
  const end = rest.indexOf('<') < 0 ? rest.length : rest.indexOf('<');
  if (end < 2) return;
  const number = head + rest.slice(0, end - 1);
  const vouched = isVouched(number, rest.charAt(end - 1));
  fields.set('number', { value: number, codes: vouched ? [] : ['check-digit'], vouched });
  const left = rest.slice(end).replace(/<+/g, ' ').trim();
  fields.set('personalNumber', { ...(left === '' ? {} : { value: left }), codes: [], vouched: false });
};
