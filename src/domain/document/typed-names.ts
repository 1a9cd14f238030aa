import { encodeReversible } from './reversible-cyrillic.ts';
import { transliterate } from './transliteration.ts';
import type { DocumentType, NativeName, PartialDocument } from './travel-document.ts';

const nameFields = ['surname', 'givenNames', 'patronymic'] as const;
type TypedNames = Partial<Record<(typeof nameFields)[number], string>> & { readonly nativeName?: NativeName };

const capital = (text: string): string => text.toUpperCase().replace(/\s+/g, ' ').trim();
const isCyrillic = (text: string): boolean => /\p{Script=Cyrillic}/u.test(text);

const latinFor = (text: string, type: DocumentType): string => {
  if (!isCyrillic(text)) return text;
  return type === 'internal-passport' ? encodeReversible(text).replaceAll('<', ' ') : transliterate(text);
};

/**
 * Cyrillic names go to `nativeName`. The Latin field then holds what a scan of the same document would give: the reversible
 * form for a Russian internal passport, the transliteration of Doc 9303 for any other.
 */
export const placeNames = (
  typed: Readonly<Record<string, string>>,
  type: DocumentType,
  base: PartialDocument | undefined,
): TypedNames => {
  const text = (field: (typeof nameFields)[number]): string => capital(typed[field] ?? '');
  // A Latin name sent back unchanged keeps the native one beside it.
  const given = nameFields.filter((field) => typed[field] !== undefined && text(field) !== base?.[field]);
  const latin = Object.fromEntries(given.map((field) => [field, latinFor(text(field), type)]));
  const native = (field: (typeof nameFields)[number]): string | undefined =>
    given.includes(field) ? (isCyrillic(text(field)) ? text(field) : undefined) : base?.nativeName?.[field];
  const [surname, givenNames, patronymic] = nameFields.map(native);
  if (surname === undefined && givenNames === undefined) return latin;
  const nativeName = { surname: surname ?? '', givenNames: givenNames ?? '', ...(patronymic ? { patronymic } : {}) };
  return { ...latin, nativeName };
};
