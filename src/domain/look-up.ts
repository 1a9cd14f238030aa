import * as v from 'valibot';
import { readTypedDate } from './document/typed-date.ts';

/** Why somebody is looked for without a document on the desk. `INQUIRY` and `OTHER` need words. */
export const lookUpReasons = [
  'SECOND_LINE',
  'CORRECTION',
  'TRAVELLER_ASKS',
  'SUPERVISION',
  'INQUIRY',
  'OTHER',
] as const;
export const wordedLookUpReasons: readonly string[] = ['INQUIRY', 'OTHER'];

/** By what kind of key somebody was looked for. */
export const lookUpKinds = ['number', 'personal-number', 'name', 'birth-date', 'plate', 'words', 'history'] as const;

/** Entry `looked-up`: who, why and by what kind of key. What was asked stands in the personal part. */
export const lookedUpBodySchema = v.object({
  officer: v.string(),
  reason: v.picklist(lookUpReasons),
  by: v.array(v.picklist(lookUpKinds)),
  results: v.number(),
});
export const lookedUpPersonalSchema = v.object({
  query: v.string(),
  note: v.optional(v.string()),
  /** Crossings shown, the first of them. */
  found: v.array(v.number()),
});

/** What an officer asks for; everything given must agree. */
export type SearchQuery = {
  /** Surname, or surname and given name in either order. */
  readonly name?: string;
  readonly number?: string;
  readonly personalNumber?: string;
  readonly birthDate?: string;
  readonly plate?: string;
  /** Words of a remark. */
  readonly words?: string;
};

export type LookUpKind = (typeof lookUpKinds)[number];
export type LookUpReason = (typeof lookUpReasons)[number];
export type LookedUpBody = v.InferOutput<typeof lookedUpBodySchema>;
export type LookedUpPersonal = v.InferOutput<typeof lookedUpPersonalSchema>;

const written = /(?<!\S)(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?!\S)/;
const hasDigit = /\d/;

/**
 * One field for everything: a date with marks is a birth date; what has digits is a number, a personal number or a plate,
 * spaces or not; words are a name, or stand in a remark. Answers the readings to try, the likeliest first.
 */
export const readLookUp = (text: string, today: string): SearchQuery[] => {
  const dateText = written.exec(text)?.[0] ?? '';
  const birthDate = dateText === '' ? undefined : readTypedDate(dateText, 'past', today);
  const rest = (birthDate?.length === 10 ? text.replace(dateText, ' ') : text).trim();
  const born = birthDate?.length === 10 ? { birthDate } : {};
  if (rest === '') return birthDate?.length === 10 ? [born] : [];
  const parts = rest.split(/\s+/);
  const names = parts.filter((part) => !hasDigit.test(part) && /\p{L}{2,}/u.test(part)).join(' ');
  if (!parts.some((part) => hasDigit.test(part))) {
    return [{ ...born, name: rest }, ...(dateText === '' ? [{ words: rest }] : [])];
  }
  const codes = parts.filter((part) => hasDigit.test(part)).join('');
  const whole: SearchQuery[] = [
    { ...born, number: rest },
    { ...born, personalNumber: rest },
    { ...born, plate: rest },
  ];
  const named: SearchQuery[] = [
    { ...born, name: names, number: codes },
    { ...born, name: names, plate: codes },
  ];
  const dated = /^\d{8}$/.test(rest) ? readTypedDate(rest, 'past', today) : undefined;
  return [
    ...whole,
    ...(names === '' ? [] : named),
    ...(dated?.length === 10 ? [{ birthDate: dated }] : []),
    ...(dateText === '' ? [{ words: rest }] : []),
  ];
};

/** The kinds of key that a query asks by. */
export const kindsOf = ({ number, personalNumber, name, birthDate, plate, words }: SearchQuery): LookUpKind[] => [
  ...(number === undefined ? [] : ['number' as const]),
  ...(personalNumber === undefined ? [] : ['personal-number' as const]),
  ...(name === undefined ? [] : ['name' as const]),
  ...(birthDate === undefined ? [] : ['birth-date' as const]),
  ...(plate === undefined ? [] : ['plate' as const]),
  ...(words === undefined ? [] : ['words' as const]),
];
