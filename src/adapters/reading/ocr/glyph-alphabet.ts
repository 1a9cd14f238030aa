/** The characters of every MRZ, in the order of the network's classes after the blank. */
export const glyphAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';

export const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const digits = '0123456789';
export const filler = '<';
export const symbolCount = glyphAlphabet.length;

export const symbolOf = (character: string): number => glyphAlphabet.indexOf(character);

/** Worth of each symbol in a check digit sum (Doc 9303-3 §4.9). */
export const worths: readonly number[] = [...glyphAlphabet].map((character) =>
  character === filler ? 0 : Number.parseInt(character, 36),
);
