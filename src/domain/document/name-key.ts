import { transliterate } from './transliteration.ts';
import type { NativeName, PartialDocument } from './travel-document.ts';

/**
 * Letters and digraphs that different times and states write for one sound, longest first (domain.md §6 [DESIGN]). A digit
 * stands for a sound without a Latin letter of its own. Ё/Е and Й/И can never differ after this.
 */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/SHCH|SCH/g, '1'],
  [/SH/g, '2'],
  [/TCH|CH/g, '3'],
  [/KH|X/g, 'H'],
  [/DZH|ZH/g, '4'],
  [/GH/g, 'G'],
  [/TS|TC|C/g, '5'],
  [/[IYJ]+U/g, 'U'],
  [/[IYJ]+A/g, 'A'],
  [/[IYJ]+[EO]/g, 'E'],
  [/J/g, '4'],
  [/[IY]+/g, 'I'],
  [/W/g, 'V'],
  [/Q/g, 'K'],
  [/(.)\1+/g, '$1'],
];

const wordKey = (word: string): string => sounds.reduce((key, [from, to]) => key.replace(from, to), word);

/** Words of a name as keys: the same for every usual spelling of it, in Cyrillic or Latin, accents and signs dropped. */
export const nameWords = (name: string): string[] =>
  transliterate(name)
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’`ʼ]/g, '')
    .split(/[^A-Z]+/)
    .filter(Boolean)
    .map(wordKey);

/** One key for a name, spaces and hyphens dropped: proposes candidates, never proves an identity. */
export const nameKey = (name: string): string => nameWords(name.replace(/[\s<'’-]+/g, '')).join('');

/** Names to compare a document by: its own alphabet where it is known, since a reversible form is no transliteration. */
export const comparableNames = ({
  nativeName,
  surname = '',
  givenNames = '',
  patronymic,
}: PartialDocument): NativeName =>
  nativeName ?? { surname, givenNames, ...(patronymic === undefined ? {} : { patronymic }) };
