import { hash } from 'node:crypto';

/** Proquints (arXiv:0901.4016): sixteen bits in five letters that can be said over the telephone in any language. */
const consonants = 'bdfghjklmnprstvz';
const vowels = 'aiou';
const shape = [
  [consonants, 4],
  [vowels, 2],
  [consonants, 4],
  [vowels, 2],
  [consonants, 4],
] as const;

const wordOf = (number: number): string => {
  let rest = number;
  return shape.reduceRight((word, [letters, bits]) => {
    const letter = letters.charAt(rest % 2 ** bits);
    rest = Math.floor(rest / 2 ** bits);
    return letter + word;
  }, '');
};

const numberOf = (word: string): number =>
  shape.reduce((number, [letters, bits], i) => {
    const digit = letters.indexOf(word.charAt(i));
    return digit < 0 ? Number.NaN : number * 2 ** bits + digit;
  }, 0);

const checkOf = (key: string): string => hash('sha256', `beket recovery\n${key}`, 'hex').slice(0, 4);

/** A key of 32 bytes in hex as sixteen words and a seventeenth that checks them, to be written down and locked away. */
export const recoveryWords = (key: string): string[] =>
  ((key + checkOf(key)).match(/.{4}/g) ?? []).map((four) => wordOf(Number.parseInt(four, 16)));

/** The key that words stand for, however they are spaced and capitalised; `undefined` where a word is wrong. */
export const keyOfWords = (text: string): string | undefined => {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  if (words.length !== 17 || words.some(({ length }) => length !== 5)) return undefined;
  const numbers = words.map(numberOf);
  if (numbers.some(Number.isNaN)) return undefined;
  const hex = numbers.map((number) => number.toString(16).padStart(4, '0')).join('');
  const key = hex.slice(0, 64);
  return hex.slice(64) === checkOf(key) ? key : undefined;
};
