import fc from 'fast-check';
import type { PrintedFormat } from '../../../src/domain/document/print-mrz.ts';
import type { PartialDocument } from '../../../src/domain/document/travel-document.ts';

const word = (letters: string, min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: min, maxLength: max });
const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const cyrillic = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ';
const states = fc.constantFrom('KAZ', 'RUS', 'BLR', 'KGZ', 'ARM', 'UZB', 'DEU', 'UTO', 'CHN');

const date = (from: number, to: number) =>
  fc
    .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** A birth date with its day, or day and month, not known (Doc 9303-3). */
const birthDate = fc
  .tuple(date(1930, 2025), fc.constantFrom(10, 10, 10, 7, 4))
  .map(([whole, length]) => whole.slice(0, length));

const numberOf = (format: PrintedFormat) =>
  format === 'TD1' || format === 'TD2'
    ? word(`${latin}0123456789`, 5, format === 'TD1' ? 16 : 13)
    : word(`${latin}0123456789`, 5, 9);

const icao = (format: PrintedFormat): fc.Arbitrary<PartialDocument> =>
  fc
    .record({
      type: fc.constant(
        format === 'TD3' ? ('passport' as const) : format.startsWith('MRV') ? ('visa' as const) : ('id-card' as const),
      ),
      format: fc.constant(format),
      issuer: states,
      number: numberOf(format),
      surname: fc.array(word(latin, 2, 6), { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
      givenNames: fc.array(word(latin, 2, 5), { maxLength: 2 }).map((words) => words.join(' ')),
      birthDate,
      sex: fc.constantFrom('M' as const, 'F' as const, 'X' as const),
      expiryDate: date(1977, 2074),
    })
    .map((document) => ({ ...document, citizenship: document.issuer }));

const internal: fc.Arbitrary<PartialDocument> = fc
  .record({
    series: word('0123456789', 4, 4),
    number: word('0123456789', 6, 6),
    surname: word(cyrillic, 2, 15),
    givenNames: word(cyrillic, 2, 8),
    patronymic: word(cyrillic, 2, 10),
    birthDate,
    sex: fc.constantFrom('M' as const, 'F' as const),
    issueDate: date(2011, 2025),
    unit: word('0123456789', 6, 6),
  })
  .map(({ series, number, surname, givenNames, patronymic, unit, ...rest }) => ({
    type: 'internal-passport',
    format: 'PNRUS',
    issuer: 'RUS',
    citizenship: 'RUS',
    number: `${series} ${number}`,
    nativeName: { surname, givenNames, patronymic },
    issuingUnit: `${unit.slice(0, 3)}-${unit.slice(3)}`,
    ...rest,
  }));

export const printedFormats: readonly PrintedFormat[] = ['TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B', 'PNRUS'];

/** Any document that its layout can hold without cutting. */
export const documentOf = (format: PrintedFormat): fc.Arbitrary<PartialDocument> =>
  format === 'PNRUS' ? internal : icao(format);
