import { readPersonalNumber } from './personal-number.ts';
import { untangleLookAlikes } from './look-alikes.ts';
import { placeNames } from './typed-names.ts';
import { documentTypes, type DocumentField, type DocumentType, type PartialDocument } from './travel-document.ts';
import { readTypedDate } from './typed-date.ts';
import { guessDocument, readTypedNumber } from './typed-number.ts';
import { readTypedState } from './typed-state.ts';
import type { Problem } from './reading.ts';

export type TypedDocument = {
  readonly document?: PartialDocument;
  readonly problems: readonly Problem[];
  readonly missing: readonly string[];
};

/** What a document must have before it can be decided on and recorded; an empty name is a name that is known to be none. */
const needed = ['issuer', 'number', 'surname', 'givenNames', 'birthDate', 'sex', 'citizenship'] as const;

/** Fields still needed. Of surname and given names one may be empty, not both (Doc 9303-3 §4.6). */
export const missingFields = (document: PartialDocument): string[] => {
  const missing: string[] = needed.filter((field) => document[field] === undefined);
  if (document.surname === '' && document.givenNames === '') missing.push('surname');
  return missing;
};

const sexes: readonly (readonly [RegExp, 'M' | 'F' | 'X'])[] = [
  [/^(M|MALE|М|МУЖ.*|Е|ЕР.*)$/, 'M'],
  [/^(F|FEMALE|Ж|ЖЕН.*|Ә|ӘЙЕЛ.*)$/, 'F'],
  [/^(X|Х|<)$/, 'X'],
];

type Field = { readonly value?: string; readonly code?: string };

const readDateField = (field: string, text: string, today: string): Field => {
  const value = readTypedDate(text, field === 'expiryDate' ? 'expiry' : 'past', today);
  if (value === undefined) return { code: 'bad-date' };
  return field !== 'expiryDate' && value > today ? { code: 'future-date' } : { value };
};

const readTypedPersonalNumber = (text: string, issuer: string | undefined): Field => {
  const value = untangleLookAlikes(text.toUpperCase().replace(/[\s-]+/g, ''));
  if (!/^[A-Z0-9]+$/.test(value)) return { code: 'bad-character' };
  // Twelve digits are an IIN, which citizens of other states have too.
  const code = readPersonalNumber(/^\d{12}$/.test(value) ? 'KAZ' : issuer, value)?.codes[0];
  return code === undefined || code === 'unknown-century' ? { value } : { code };
};

const readField = (field: string, text: string, known: Known, today: string): Field => {
  if (field.endsWith('Date')) return readDateField(field, text, today);
  if (field === 'issuer' || field === 'citizenship') {
    const value = readTypedState(text);
    return value === undefined ? { code: 'unknown-state' } : { value };
  }
  if (field === 'sex') {
    const value = sexes.find(([pattern]) => pattern.test(text.toUpperCase()))?.[1];
    return value === undefined ? { code: 'bad-character' } : { value };
  }
  if (field === 'number') return readTypedNumber(text, known.type === 'internal-passport' && known.issuer === 'RUS');
  if (field === 'personalNumber') return readTypedPersonalNumber(text, known.issuer);
  if (field === 'issuingUnit') {
    const digits = text.replace(/\D/g, '');
    return digits.length === 6 ? { value: `${digits.slice(0, 3)}-${digits.slice(3)}` } : { code: 'line-length' };
  }
  return /^[\p{L}\d\s'’.<-]+$/u.test(text) ? { value: text } : { code: 'bad-character' };
};

type Known = { readonly type: DocumentType; readonly issuer?: string };

/** Type and issuer first, because numbers and names are read by them: as typed, else as before, else by the number's shape. */
const readKnown = (fields: Readonly<Record<string, string>>, base: PartialDocument | undefined): Known => {
  const typedType = documentTypes.find((type) => type === fields.type?.trim());
  const issuer = readTypedState(fields.issuer ?? '') ?? base?.issuer;
  const citizenship = readTypedState(fields.citizenship ?? '') ?? base?.citizenship;
  const guess = guessDocument(fields.number ?? base?.number ?? '', issuer ?? citizenship);
  const type = typedType ?? base?.type ?? guess.type;
  const own = /passport|id-card/.test(type) ? citizenship : undefined;
  // Only Russia's internal passport is met at this border.
  const state = issuer ?? own ?? guess.issuer ?? (type === 'internal-passport' ? 'RUS' : undefined);
  return { type, ...(state === undefined ? {} : { issuer: state }) };
};

const typable: readonly DocumentField[] = [
  'number',
  'surname',
  'givenNames',
  'patronymic',
  'birthDate',
  'sex',
  'citizenship',
  'issuer',
  'expiryDate',
  'issueDate',
  'issuingUnit',
  'personalNumber',
];

/**
 * A document from fields as typed, laid over `base` (what a reader gave). Problems come by field and the faulty fields are
 * left out; blank fields say nothing. `today` is the post's local day, `YYYY-MM-DD`.
 */
export const typedDocument = (
  fields: Readonly<Record<string, string>>,
  today: string,
  base?: PartialDocument,
): TypedDocument => {
  const known = readKnown(fields, base);
  const problems: Problem[] = [];
  const typed: Record<string, string> = {};
  for (const field of typable) {
    const text = fields[field]?.trim() ?? '';
    if (text === '') continue;
    const { value, code } = readField(field, text, known, today);
    if (value === undefined) problems.push({ field, code: code ?? 'bad-character' });
    else typed[field] = value;
  }
  const names: readonly string[] = ['surname', 'givenNames', 'patronymic'];
  const plain = Object.fromEntries(Object.entries(typed).filter(([field]) => !names.includes(field)));
  const placed = placeNames(typed, known.type, base);
  const document = { format: 'none', ...base, ...known, ...plain, ...placed } as PartialDocument;
  const complete = withCitizenship(document);
  return { document: complete, problems, missing: missingFields(complete) };
};

/** Passports and identity cards are given to one's own citizens; other papers say nothing of citizenship. */
const withCitizenship = (document: PartialDocument): PartialDocument =>
  document.citizenship === undefined && document.issuer !== undefined && /passport|id-card/.test(document.type)
    ? { ...document, citizenship: document.issuer }
    : document;
