import { comparableNames, nameWords } from '../document/name-key.ts';
import type { PartialDocument } from '../document/travel-document.ts';
import type { WatchlistEntry } from './watchlist-entry.ts';

/** Whoever is compared with the list: a document's holder, or a line of a query. Names are whole, in any alphabet. */
export type Subject = {
  readonly names: readonly string[];
  readonly documentNumbers: readonly string[];
  readonly birthDate?: string;
  readonly citizenship?: string;
};

/** A document number as it is compared: capitals and digits only. */
export const numberKey = (number: string): string => number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

const patronymic = /(?:[OE]VI3|I3|[OE]VNA|I3NA|ULI|KIZI|OGLI|UGLI)$/;

export type NameKeys = { readonly whole: string; readonly short: string; readonly hasPatronymic: boolean };

/** Keys of a whole name, its words in any order: with the patronymic, and without it where the last word is one. */
export const keysOfName = (name: string): NameKeys | undefined => {
  const words = nameWords(name);
  if (words.length === 0) return undefined;
  const hasPatronymic = words.length > 2 && patronymic.test(words.at(-1) ?? '');
  const join = (some: readonly string[]): string => some.toSorted().join(' ');
  return { whole: join(words), short: join(hasPatronymic ? words.slice(0, -1) : words), hasPatronymic };
};

/** One name is the other, or is it but for a patronymic that only one of them gives. */
export const isSameName = (a: NameKeys, b: NameKeys): boolean =>
  a.whole === b.whole || (a.short === b.short && !(a.hasPatronymic && b.hasPatronymic));

/** The holder of a document, as the list is asked for them. */
export const subjectOf = (document: PartialDocument): Subject => {
  const { surname, givenNames, patronymic: fathers } = comparableNames(document);
  const name = [surname, givenNames, fathers].filter(Boolean).join(' ');
  const latin = document.format === 'PNRUS' ? '' : `${document.surname ?? ''} ${document.givenNames ?? ''}`.trim();
  return {
    names: [name, latin].filter(Boolean),
    documentNumbers: document.number === undefined ? [] : [document.number],
    ...(document.birthDate === undefined ? {} : { birthDate: document.birthDate }),
    ...(document.citizenship === undefined ? {} : { citizenship: document.citizenship }),
  };
};

/** Plain keys an entry or a subject is stored and looked up by: its numbers, its names without their patronymics. */
export const watchlistKeys = ({ names, documentNumbers }: WatchlistEntry | Subject): string[] => [
  ...documentNumbers.map((number) => `number ${numberKey(number)}`),
  ...new Set(names.flatMap((name) => keysOfName(name) ?? []).map(({ short }) => `name ${short}`)),
];
