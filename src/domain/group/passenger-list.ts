import { cellsByColumn, columnsOf, csvRows, separatorOf } from '../csv-rows.ts';
import { typedParts } from '../document/typed-parts.ts';
import { readTypedDate } from '../document/typed-date.ts';
import { readTypedState } from '../document/typed-state.ts';
import { wholeName } from '../document/whole-name.ts';

/** A passenger as a driver's list has them: whatever of it could be understood. `line` counts from 1. */
export type ListedPassenger = {
  readonly line: number;
  readonly name: string;
  readonly number?: string;
  readonly birthDate?: string;
  readonly citizenship?: string;
};

/** A line that names nobody and no document: told, not dropped unseen. */
type ListProblem = { readonly line: number; readonly code: 'nobody-named' | 'open-quote' };

export type PassengerList = {
  readonly passengers: readonly ListedPassenger[];
  readonly problems: readonly ListProblem[];
};

type Column = 'name' | 'surname' | 'givenNames' | 'patronymic' | 'number' | 'series' | 'birthDate' | 'citizenship';

/** Headings as carriers' lists have them, letters only (domain.md §7.2: name, passport number, purpose). */
const headings = new Map<string, Column>(
  Object.entries({
    name: 'name',
    passenger: 'name',
    фио: 'name',
    пассажир: 'name',
    жолаушы: 'name',
    атыжөні: 'name',
    surname: 'surname',
    lastname: 'surname',
    фамилия: 'surname',
    тегі: 'surname',
    givennames: 'givenNames',
    firstname: 'givenNames',
    имя: 'givenNames',
    аты: 'givenNames',
    отчество: 'patronymic',
    әкесініңаты: 'patronymic',
    number: 'number',
    passport: 'number',
    document: 'number',
    passportnumber: 'number',
    documentnumber: 'number',
    номер: 'number',
    паспорт: 'number',
    документ: 'number',
    номерпаспорта: 'number',
    номердокумента: 'number',
    құжат: 'number',
    серия: 'series',
    series: 'series',
    birthdate: 'birthDate',
    dateofbirth: 'birthDate',
    dob: 'birthDate',
    датарождения: 'birthDate',
    туғанкүні: 'birthDate',
    citizenship: 'citizenship',
    nationality: 'citizenship',
    гражданство: 'citizenship',
    азаматтығы: 'citizenship',
  } satisfies Record<string, Column>),
);

const optional = (
  line: number,
  name: string,
  found: Omit<Partial<ListedPassenger>, 'line' | 'name'>,
): ListedPassenger => ({
  line,
  name: name.replace(/\s+/g, ' ').trim(),
  ...Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== '')),
});

const fromCells = (cells: Partial<Record<Column, string>>, line: number, today: string): ListedPassenger => {
  const { series = '', number = '' } = cells;
  const birthDate = readTypedDate(cells.birthDate ?? '', 'past', today);
  const citizenship = readTypedState(cells.citizenship ?? '');
  return optional(line, cells.name ?? wholeName(cells), {
    number: `${series} ${number}`.trim(),
    ...(birthDate !== undefined && { birthDate }),
    ...(citizenship !== undefined && { citizenship }),
  });
};

/** A line written by hand: an ordinal, then name, number, date of birth and citizenship in any order. */
const fromWords = (text: string, line: number, today: string): ListedPassenger => {
  let rest = text.replace(/^\s*\d{1,3}\s*[.)\t:]\s*/, '').replace(/[;,\t]+/g, ' ');
  const take = (pattern: RegExp): string | undefined => {
    const [found] = pattern.exec(rest) ?? [];
    if (found !== undefined) rest = rest.replace(found, ' ');
    return found?.trim();
  };
  const written = take(typedParts.date);
  const number = take(typedParts.listedNumber);
  const words = rest.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const last = words.at(-1) ?? '';
  // A name of two letters is rarer than a state of two or three, and stands first, not last.
  const citizenship = words.length > 2 && /^\p{Lu}{2,3}$/u.test(last) ? readTypedState(last) : undefined;
  const birthDate = readTypedDate(written ?? '', 'past', today);
  return optional(line, (citizenship === undefined ? words : words.slice(0, -1)).join(' '), {
    ...(number !== undefined && { number }),
    ...(birthDate !== undefined && { birthDate }),
    ...(citizenship !== undefined && { citizenship }),
  });
};

const isSomebody = ({ name, number }: ListedPassenger): boolean => /\p{L}{2}/u.test(name) || number !== undefined;

/**
 * Reads a passenger list as pasted from a spreadsheet, saved as CSV or written a line a person. `today` is the post's local
 * day, `YYYY-MM-DD`, for years of two digits. Never throws; blank lines say nothing.
 */
export const readPassengerList = (text: string, today: string): PassengerList => {
  const plain = text.replace(/^\uFEFF/, '');
  const rows = csvRows(plain, separatorOf(plain));
  const columns = columnsOf(rows[0]?.cells ?? [], headings);
  const isTable = columns.filter((column) => column !== undefined).length > 1;
  const lines = plain.split(/\r?\n/).map((words, i) => ({ line: i + 1, words }));
  const read = isTable
    ? rows.slice(1).map(({ line, cells }) => (cells ? fromCells(cellsByColumn(cells, columns), line, today) : line))
    : lines.filter(({ words }) => words.trim() !== '').map(({ line, words }) => fromWords(words, line, today));
  const passengers = read.filter((one) => typeof one !== 'number').filter(isSomebody);
  const problems = read.flatMap((one): ListProblem[] => {
    if (typeof one === 'number') return [{ line: one, code: 'open-quote' }];
    return isSomebody(one) ? [] : [{ line: one.line, code: 'nobody-named' }];
  });
  return { passengers, problems };
};
