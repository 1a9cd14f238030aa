/** Latin names of an ICAO name field, fillers turned to spaces (Doc 9303-3 §4.6). */
export type LatinNames = { readonly surname: string; readonly givenNames: string };

const spaced = (text: string): string => text.replace(/<+/g, ' ').trim();

export const splitNames = (field: string): LatinNames => {
  const at = field.indexOf('<<');
  if (at < 0) return { surname: spaced(field), givenNames: '' };
  return { surname: spaced(field.slice(0, at)), givenNames: spaced(field.slice(at)) };
};

/** Digits that a name cannot hold and that stand for one letter only: the same three as for the Russian alphabet. */
export const repairLatin = (text: string): string =>
  text.replace(/[015]/g, (digit) => ({ '0': 'O', '1': 'I' })[digit] ?? 'S');

/** A name field with a letter in its last place may have been cut (Doc 9303-4 §4.2.3): nobody can tell from the line. */
export const mayBeCut = (field: string): boolean => /[^< ]$/.test(field);

/** `SURNAME<<GIVEN<NAMES` in `width` characters: signs dropped or turned to fillers, cut at the end. */
export const printNames = (surname: string, givenNames: string, width: number): string => {
  const plain = (name: string): string =>
    name
      .toUpperCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f'’.]/g, '')
      .replace(/[^A-Z0-9]+/g, '<')
      .replace(/^<|<$/g, '');
  const given = plain(givenNames);
  return `${plain(surname)}${given === '' ? '' : `<<${given}`}`.slice(0, width).padEnd(width, '<');
};
