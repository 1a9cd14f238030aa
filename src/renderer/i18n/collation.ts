import type { Language } from './languages.ts';

/** The Kazakh alphabet in its order; browsers ship no Kazakh collation. */
const kazakh = 'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ';

const rank = (letter: string): number => {
  const at = kazakh.indexOf(letter);
  return at < 0 ? letter.charCodeAt(0) / 0x1_00_00 - 1 : at;
};

const compareKazakh = (a: string, b: string): number => {
  const [left, right] = [[...a.toUpperCase()], [...b.toUpperCase()]];
  for (const [at, letter] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (letter !== other) return rank(letter) - rank(other);
  }
  return left.length - right.length;
};

/** Compares two names as a reader of the language would sort them. */
export const collation = (language: Language): ((a: string, b: string) => number) =>
  language === 'kk' ? compareKazakh : new Intl.Collator(language).compare;
