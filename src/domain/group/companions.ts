import { ageOn, majority } from '../age.ts';
import { keysOfName } from '../watchlist/watchlist-keys.ts';
import { comparableNames } from '../document/name-key.ts';
import type { PartialDocument } from '../document/travel-document.ts';

export type Companion = { readonly id: string; readonly document: PartialDocument };

/** Whether a document's holder is a minor on a local day; `undefined` where the date of birth is not known. */
export const isMinorOn = ({ birthDate }: PartialDocument, day: string): boolean | undefined =>
  birthDate === undefined ? undefined : ageOn(birthDate, day) < majority;

const surnameKey = (document: PartialDocument): string => {
  const { surname } = comparableNames(document);
  // Russian family names end by sex: Иванов and Иванова are one family (also -ий/-ая).
  return (keysOfName(surname ?? '')?.whole ?? '').replace(/(?:A|IA|II|I|YI|Y)$/, '');
};

/**
 * For each minor the adults of the vehicle in the order in which they are likely to be the companion: those of the same family
 * name first. A proposal only; an officer ties them and says what was seen of the consent.
 */
export const companionsOf = (
  minor: Companion,
  others: readonly Companion[],
  day: string,
): { readonly id: string; readonly sameFamilyName: boolean }[] =>
  others
    .filter(({ id, document }) => id !== minor.id && isMinorOn(document, day) === false)
    .map(({ id, document }) => ({ id, sameFamilyName: surnameKey(document) === surnameKey(minor.document) }))
    .sort((a, b) => Number(b.sameFamilyName) - Number(a.sameFamilyName));
