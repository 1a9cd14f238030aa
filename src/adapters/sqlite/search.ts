import type { PersonSearch } from '../../core/look-up-ports.ts';
import type { CrossingRecord } from '../../domain/crossing-record.ts';
import { untangleLookAlikes } from '../../domain/document/look-alikes.ts';
import { comparableNames, nameKey } from '../../domain/document/name-key.ts';
import { givenForms, nearKeys, surnameForms } from '../../domain/document/name-variants.ts';
import { personKeys } from '../../domain/document/person-keys.ts';
import type { PartialDocument } from '../../domain/document/travel-document.ts';
import type { SearchQuery } from '../../domain/look-up.ts';
import type { SqliteLog } from './crossing-log.ts';
import { keyOf } from './look-up-keys.ts';

export type { SearchQuery } from '../../domain/look-up.ts';

type PersonIndex = { find(key: number, limit: number): number[]; has(key: number, seq: number): boolean };

const compact = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
const plateOf = (text: string): string => `plate ${untangleLookAlikes(compact(text))}`;
const pairOf = (a: string, b: string): string => `names ${[a, b].toSorted().join(' ')}`;
const wordsOf = (name: string): string[] => name.trim().split(/\s+/).map(nameKey).filter(Boolean);

const nameWordsOf = (document: PartialDocument): string[] => {
  const { surname, givenNames } = comparableNames(document);
  const [family, given = ''] = [nameKey(surname), wordsOf(givenNames)[0]];
  return family ? [`surname ${family}`, ...(given ? [pairOf(family, given)] : [])] : [];
};

/** Letters of a remark's word that tell it from others, endings left off. */
const stemLetters = 5;
export const remarkWords = (remarks: string): string[] => {
  const words = remarks.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  const stems = words.map((word) =>
    /\d/.test(word)
      ? word.toUpperCase()
      : nameKey(word)
          .replace(/[AEIOU]+$/, '')
          .slice(0, stemLetters),
  );
  return [...new Set(stems.filter(Boolean))].map((stem) => `said ${stem}`);
};

/** All words a crossing is found by: those that tell a person, and those an officer may ask with. */
export const foundBy = (document: PartialDocument, plate: string | undefined, remarks = ''): string[] => {
  const { number, personalNumber, birthDate } = document;
  return [
    ...personKeys(document),
    ...nameWordsOf(document),
    ...(number ? [`number ${compact(number)}`] : []),
    ...(personalNumber ? [`person ${compact(personalNumber)}`] : []),
    ...(birthDate ? [`born ${birthDate}`] : []),
    ...(plate ? [plateOf(plate)] : []),
    ...(remarks === '' ? [] : remarkWords(remarks)),
  ];
};

/** Words that must all be there; of the names, one of several. */
type Asked = { readonly all: readonly string[]; readonly names: readonly string[] };

type Forms = { readonly surname: (key: string) => string[]; readonly given: (key: string) => string[] };
const usual: Forms = { surname: surnameForms, given: givenForms };
/** One slip of the hand in one of the two names is enough. */
const near: Forms = { surname: nearKeys, given: (key) => [key] };

const namesAsked = (name: string, { surname, given }: Forms): string[] => {
  const [first, second] = wordsOf(name);
  if (!first) return [];
  if (!second) return surname(first).map((key) => `surname ${key}`);
  const pairs = (family: string, own: string): string[] =>
    surname(family).flatMap((a) => given(own).map((b) => pairOf(a, b)));
  return [...new Set([...pairs(first, second), ...pairs(second, first)])];
};

const wordsAsked = ({ number, personalNumber, birthDate, plate, words }: SearchQuery): string[] => [
  ...(number ? [`number ${compact(number)}`] : []),
  ...(personalNumber ? [`person ${compact(personalNumber)}`] : []),
  ...(plate ? [plateOf(plate)] : []),
  ...(words ? remarkWords(words) : []),
  ...(birthDate ? [`born ${birthDate}`] : []),
];

/** More than these that bear the rarest of the words asked for are not looked through: the officer is to say more. */
const mostCandidates = 5000;
/** Up to here single questions cost less than a list of each name. */
const fewQuestions = 2000;
/** Documents that lead to documents: a person rarely has more than a passport, a card and one from before. */
const mostRounds = 3;

const newestFirst = (seqs: Iterable<number>): number[] => [...new Set(seqs)].sort((a, b) => b - a);

/** People of the log by the index of persons; what is found is compared with the record itself, corrections laid over. */
export const createSearch = (
  log: Pick<SqliteLog, 'crossing' | 'crossingsByKeys'>,
  persons: PersonIndex,
  salt: string,
): PersonSearch => {
  const key = (word: string): number => keyOf(word, salt);
  const wordsOfRecord = ({ personal }: CrossingRecord): string[] =>
    personal ? foundBy(personal.document, personal.plate, personal.remarks) : [];

  /** Those who bear one of several names: asked one by one where that is little, else by a list of each, the common apart. */
  const bearersAmong = (seqs: readonly number[], names: readonly string[]): number[] => {
    const keys = names.map(key);
    if (seqs.length * keys.length <= fewQuestions)
      return seqs.filter((seq) => keys.some((one) => persons.has(one, seq)));
    const lists = keys.map((one) => ({ one, found: persons.find(one, mostCandidates) }));
    const known = new Set(lists.flatMap(({ found }) => found));
    const common = lists.filter(({ found }) => found.length === mostCandidates);
    return seqs.filter((seq) => known.has(seq) || common.some(({ one }) => persons.has(one, seq)));
  };
  /** The first word for which all must stand is the rarest; names alone are so many that the newest of each are enough. */
  const candidates = ({ all, names }: Asked, limit: number): number[] => {
    const [first, ...others] = all;
    if (first === undefined) return newestFirst(names.flatMap((name) => persons.find(key(name), limit)));
    if (others.length + names.length === 0) return persons.find(key(first), limit);
    const keys = others.map(key);
    const seqs = persons.find(key(first), mostCandidates).filter((seq) => keys.every((one) => persons.has(one, seq)));
    return names.length === 0 ? seqs : bearersAmong(seqs, names);
  };
  const answers = (words: Asked, limit: number): CrossingRecord[] => {
    const { all } = words;
    const names = new Set(words.names);
    const found: CrossingRecord[] = [];
    for (const seq of candidates(words, limit)) {
      if (found.length === limit) break;
      const record = log.crossing(seq);
      const own = record ? wordsOfRecord(record) : [];
      const isNamed = names.size === 0 || own.some((word) => names.has(word));
      if (record && isNamed && all.every((word) => own.includes(word))) found.push(record);
    }
    return found;
  };
  const search = (query: SearchQuery, limit: number, forms: Forms): CrossingRecord[] => {
    const words = { all: wordsAsked(query), names: query.name === undefined ? [] : namesAsked(query.name, forms) };
    if (words.all.length + words.names.length === 0) return [];
    if (query.name !== undefined && words.names.length === 0) return [];
    return answers(words, limit);
  };

  return {
    find: (query, limit) => search(query, limit, usual),
    findNear: (query, limit) => (query.name === undefined ? [] : search(query, limit, near)),
    historyOf: (document, limit) => {
      let known = personKeys(document);
      let records: CrossingRecord[] = [];
      for (let round = 0; round < mostRounds; round += 1) {
        const isOwn = ({ personal }: CrossingRecord): boolean =>
          personal !== undefined && personKeys(personal.document).some((word) => known.includes(word));
        records = log.crossingsByKeys(known.map(key), limit).filter(isOwn);
        const more = records.flatMap(({ personal }) => (personal ? personKeys(personal.document) : []));
        const all = [...new Set([...known, ...more])];
        if (all.length === known.length) break;
        known = all;
      }
      return records;
    },
  };
};
