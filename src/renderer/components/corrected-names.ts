import type { TravelDocument } from '../../domain/document/travel-document.ts';
import { placeNames } from '../../domain/document/typed-names.ts';

const nameFields = ['surname', 'givenNames', 'patronymic'] as const;
type Names = Readonly<Record<(typeof nameFields)[number], string>>;

/** Names as they are spoken here, where the document has them so. */
export const namesOf = (document: TravelDocument | undefined): Names => {
  const { surname = '', givenNames = '', patronymic = '' } = { ...document, ...document?.nativeName };
  return { surname, givenNames, patronymic };
};

/**
 * What of a document changes where these names are typed over its own; nothing where they are the same. A native name is whole or
 * it is none: half of one beside a Latin half would be another person's.
 */
export const correctedNames = (document: TravelDocument | undefined, typed: Names) => {
  const was = namesOf(document);
  const changed = nameFields.filter((name) => typed[name].trim() !== was[name]);
  if (!document || changed.length === 0 || typed.surname.trim() === '') return {};
  const fields = Object.fromEntries(changed.map((name) => [name, typed[name]]));
  const { nativeName, ...latin } = placeNames(fields, document.type, document);
  const isWhole = nativeName !== undefined && nativeName.surname !== '' && nativeName.givenNames !== '';
  return { ...latin, ...(isWhole && { nativeName }) };
};
