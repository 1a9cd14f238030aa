import { checkDigit } from './check-digit.ts';
import { layouts } from './mrz-layouts.ts';
import { printDate } from './mrz-dates.ts';
import { printNames } from './mrz-names.ts';
import { codeOf } from './mrz-type.ts';
import { encodeReversible } from './reversible-cyrillic.ts';
import type { Layout } from './mrz-layout.ts';
import type { DocumentFormat, PartialDocument } from './travel-document.ts';

/** Layouts that specimens are made in. */
export type PrintedFormat = Extract<DocumentFormat, 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B' | 'PNRUS'>;

const filled = (text: string, width: number): string => text.slice(0, width).padEnd(width, '<');
const plain = (text: string | undefined): string => (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '<');

/** Line 1 of a Russian internal passport from 6 on, cut by the three rules of domain.md §4.6. */
const printInternalNames = ({ nativeName }: PartialDocument): string => {
  const [surname, name, patronymic] = [nativeName?.surname, nativeName?.givenNames, nativeName?.patronymic].map(
    (part) => encodeReversible(part ?? ''),
  ) as [string, string, string];
  const tail = patronymic === '' ? '' : `<${patronymic}`;
  const whole = `${surname}<<${name}${tail}`;
  if (whole.length <= 39 || `${surname}<<${name}`.length <= 37) return filled(whole, 39);
  const initial = patronymic.charAt(0) || '<';
  if (surname.length > 34) return `${surname.slice(0, 34)}<<${name.charAt(0)}<${initial}`;
  return `${filled(`${surname}<<${name}`, 37)}<${initial}`;
};

/** What stands in a field, check digits aside. A number longer than its place is handled where it runs on. */
const fieldText = (document: PartialDocument, format: PrintedFormat, field: string, width: number): string => {
  const { number, issuer, citizenship, personalNumber } = document;
  const digits = (number ?? '').replace(/\D/g, '');
  switch (field) {
    case 'code':
      return codeOf(format, document.type);
    case 'issuer':
      return issuer === 'DEU' ? 'D<<' : filled(plain(issuer), width);
    case 'citizenship':
      return citizenship === 'DEU' ? 'D<<' : filled(plain(citizenship), width);
    case 'name':
      return format === 'PNRUS'
        ? printInternalNames(document)
        : printNames(document.surname ?? '', document.givenNames ?? '', width);
    case 'number':
      return format === 'PNRUS' ? filled(digits.slice(0, 3) + digits.slice(4), 9) : filled(plain(number), width);
    case 'seriesEnd':
      return digits.charAt(3) || '<';
    case 'birthDate':
    case 'expiryDate':
    case 'issueDate':
      return printDate(document[field]);
    case 'sex':
      return document.sex === 'M' || document.sex === 'F' ? document.sex : '<';
    case 'issuingUnit':
      return filled((document.issuingUnit ?? '').replace(/\D/g, ''), width);
    case 'personalNumber':
      return filled(plain(personalNumber), width);
    default:
      return '<'.repeat(width);
  }
};

const put = (line: string, from: number, text: string): string =>
  line.slice(0, from - 1) + text + line.slice(from - 1 + text.length);

/** Runs a long number on into the optional field, with its check digit behind it (Doc 9303-5, domain.md §4.2). */
const runOn = (layout: Layout, lines: string[], document: PartialDocument): void => {
  const number = plain(document.number);
  const place = layout.fields.find(({ field }) => field === 'number');
  const optional = layout.fields.find(({ field }) => field === 'personalNumber');
  if (!layout.longNumber || number.length <= 9 || !place?.check || !optional) return;
  const rest = `${number.slice(9)}${checkDigit(number)}<${plain(document.personalNumber)}`;
  lines[place.line - 1] = put(lines[place.line - 1] ?? '', place.check, '<');
  const width = optional.to - optional.from + 1;
  lines[optional.line - 1] = put(lines[optional.line - 1] ?? '', optional.from, filled(rest, width));
};

/**
 * The machine-readable zone of a document, its lines joined by `\n`: the reverse of `parseMrz`, for specimens and
 * demonstration data. What a layout has no place for is left out; long names are cut as the layout's rules say.
 */
export const printMrz = (document: PartialDocument, format: PrintedFormat): string => {
  const layout = layouts.find((each) => each.format === format) as Layout;
  const lines = layout.widths.map((width) => '<'.repeat(width));
  for (const { field, line, from, to, check } of layout.fields) {
    const text = fieldText(document, format, field, to - from + 1);
    lines[line - 1] = put(lines[line - 1] ?? '', from, text);
    if (check) lines[line - 1] = put(lines[line - 1] ?? '', check, /^<+$/.test(text) ? '<' : checkDigit(text));
  }
  runOn(layout, lines, document);
  for (const { line, at, over } of layout.groups) {
    const text = over.map(([row, from, to]) => (lines[row - 1] ?? '').slice(from - 1, to)).join('');
    lines[line - 1] = put(lines[line - 1] ?? '', at, checkDigit(text));
  }
  return lines.join('\n');
};
