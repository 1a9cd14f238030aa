import { decodeReversible } from '../../../domain/document/reversible-cyrillic.ts';

/**
 * Pairs that look alike and are both letters in the reversible transliteration (domain.md §4.6): З and Ё, Б and Я, Г and Э,
 * А and Ш. Each pair is a vowel against a consonant, so a wrong choice tends to spoil the word.
 */
const lookalikes: Readonly<Record<string, string>> = { Z: '2', 2: 'Z', B: '8', 8: 'B', G: '6', 6: 'G', A: '4', 4: 'A' };

const vowels = 'АЕЁИОУЫЭЮЯ';
const signs = 'ЬЪ';

/** How little a word looks like a name that can be said: long runs of consonants, vowels side by side, a sign out of place. */
const strangeness = (word: string): number => {
  const letters = [...word];
  const isVowel = (letter: string | undefined): boolean => letter !== undefined && vowels.includes(letter);
  let sum = letters.some(isVowel) ? 0 : 5;
  let run = 0;
  letters.forEach((letter, i) => {
    const before = letters[i - 1];
    if (signs.includes(letter)) {
      if (before === undefined || isVowel(before) || signs.includes(before)) sum += 3;
      if (letter === 'Ъ' && !'ЕЁЮЯ'.includes(letters[i + 1] ?? '-')) sum += 2;
      return;
    }
    run = isVowel(letter) ? 0 : run + 1;
    if (run > 2) sum += 1;
    if (isVowel(letter) && isVowel(before) && !'ИЯ ИЕ АЯ ЕЯ'.split(' ').includes(`${before}${letter}`)) sum += 1;
  });
  return sum;
};

/** Places in a line 1 of a Russian internal passport where the lookalike makes the better word. */
export const doubtfulPlaces = (line: string): number[] => {
  const places: number[] = [];
  for (const { 0: word, index } of line.slice(5).matchAll(/[A-Z0-9]+/g)) {
    const own = strangeness(decodeReversible(word));
    for (let i = 0; i < word.length; i += 1) {
      const other = lookalikes[word.charAt(i)];
      if (other === undefined) continue;
      if (strangeness(decodeReversible(word.slice(0, i) + other + word.slice(i + 1))) < own) places.push(5 + index + i);
    }
  }
  return places;
};
