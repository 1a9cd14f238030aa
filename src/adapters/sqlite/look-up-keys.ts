import { hash } from 'node:crypto';

/** Digits of a key: 48 bits are exact in a JavaScript number and cost SQLite six bytes. */
const keyDigits = 12;

/** Short salted hash of a word: an index of these tells nobody anything by itself. Whoever finds by it compares the record. */
export const keyOf = (word: string, salt: string): number =>
  Number.parseInt(hash('sha256', `${salt}\n${word}`, 'hex').slice(0, keyDigits), 16);
