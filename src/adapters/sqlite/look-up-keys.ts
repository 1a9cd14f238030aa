import { hash } from 'node:crypto';
import type { PartialDocument } from '../../domain/document/travel-document.ts';

/** Digits of a key: 48 bits are exact in a JavaScript number and cost SQLite six bytes. */
const keyDigits = 12;

/** Short keyed hash of a word: an index of these tells nobody anything without the salt. Readers compare the record itself. */
export const keyOf = (word: string, salt: string): number =>
  Number.parseInt(hash('sha256', `${salt}\n${word}`, 'hex').slice(0, keyDigits), 16);

const compact = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The words a person is found again by: document number, personal number, names with birth date and citizenship. */
export const personWords = (document: PartialDocument): string[] => {
  const { issuer, number, personalNumber, surname, givenNames, birthDate, citizenship } = document;
  return [
    ...(number ? [`number ${issuer ?? ''} ${compact(number)}`] : []),
    ...(personalNumber ? [`personal ${compact(personalNumber)}`] : []),
    ...(surname && birthDate
      ? [`name ${compact(surname)} ${compact(givenNames ?? '')} ${birthDate} ${citizenship ?? ''}`]
      : []),
  ];
};
