import type { CrossingRecord } from '../../domain/crossing-record.ts';
import { comparableNames, nameKey } from '../../domain/document/name-key.ts';
import { personKeys } from '../../domain/document/person-keys.ts';
import type { PartialDocument } from '../../domain/document/travel-document.ts';
import type { SqliteLog } from './crossing-log.ts';
import { keyOf } from './look-up-keys.ts';

type PersonIndex = { find(key: number, limit: number): number[]; has(key: number, seq: number): boolean };

/** What an officer asks for; everything given must agree. Names in either alphabet and any usual spelling. */
export type SearchQuery = {
  /** Surname, or surname and given name in either order. */
  readonly name?: string;
  readonly number?: string;
  readonly personalNumber?: string;
  readonly birthDate?: string;
  readonly plate?: string;
};

const compact = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
const pairOf = (a: string, b: string): string => `names ${[a, b].toSorted().join(' ')}`;
const wordsOf = (name: string): string[] => name.trim().split(/\s+/).map(nameKey).filter(Boolean);

const nameWordsOf = (document: PartialDocument): string[] => {
  const { surname, givenNames } = comparableNames(document);
  const [family, given = ''] = [nameKey(surname), wordsOf(givenNames)[0]];
  return family ? [`surname ${family}`, ...(given ? [pairOf(family, given)] : [])] : [];
};

/** All words a crossing is found by: those that tell a person, and those an officer may ask with. */
export const foundBy = (document: PartialDocument, plate: string | undefined): string[] => {
  const { number, personalNumber, birthDate } = document;
  return [
    ...personKeys(document),
    ...nameWordsOf(document),
    ...(number ? [`number ${compact(number)}`] : []),
    ...(personalNumber ? [`person ${compact(personalNumber)}`] : []),
    ...(birthDate ? [`born ${birthDate}`] : []),
    ...(plate ? [`plate ${compact(plate)}`] : []),
  ];
};

const askedWords = ({ name, number, personalNumber, birthDate, plate }: SearchQuery): string[] => {
  const [first, second] = name ? wordsOf(name) : [];
  return [
    ...(number ? [`number ${compact(number)}`] : []),
    ...(personalNumber ? [`person ${compact(personalNumber)}`] : []),
    ...(plate ? [`plate ${compact(plate)}`] : []),
    ...(birthDate ? [`born ${birthDate}`] : []),
    ...(first ? [second ? pairOf(first, second) : `surname ${first}`] : []),
  ];
};

/** More than these that bear the rarest of the words asked for are not looked through: the officer is to say more. */
const mostCandidates = 5000;

/** Crossings that answer a query, newest first; what is found is compared with the record itself, corrections laid over. */
export const createSearch =
  (log: Pick<SqliteLog, 'crossing'>, persons: PersonIndex, salt: string) =>
  (query: SearchQuery, limit: number): CrossingRecord[] => {
    const words = askedWords(query);
    if (words.length === 0) return [];
    const isAnswer = ({ personal }: CrossingRecord): boolean => {
      const own = personal ? foundBy(personal.document, personal.plate) : [];
      return words.every((word) => own.includes(word));
    };
    const [rarest, ...others] = words.map((word) => keyOf(word, salt)) as [number, ...number[]];
    const found: CrossingRecord[] = [];
    for (const seq of persons.find(rarest, others.length > 0 ? mostCandidates : limit)) {
      if (found.length === limit) break;
      if (!others.every((key) => persons.has(key, seq))) continue;
      const record = log.crossing(seq);
      if (record && isAnswer(record)) found.push(record);
    }
    return found;
  };
