/** Cyrillic capitals that look like Latin ones, as people type them into numbers (domain.md §5.2). */
const cyrillic = 'АВЕКМНОРСТХІЈЅ';
const latin = 'ABEKMHOPCTXIJS';

const toLatin = new Map([...cyrillic].map((letter, i) => [letter, latin.charAt(i)]));

/** Latin for Cyrillic look-alikes; other letters stay. Expects capitals. */
export const untangleLookAlikes = (text: string): string =>
  [...text].map((letter) => toLatin.get(letter) ?? letter).join('');
