import * as v from 'valibot';
import { purposes, transports } from './crossing.ts';
import { documentDateSchema, documentFormats, documentTypes, nativeNameSchema } from './document/travel-document.ts';
import type { DocumentFormat, DocumentType } from './document/travel-document.ts';
import { directions } from './stay.ts';

/** Words that scripts write for our own. */
const typeWords: Readonly<Record<string, DocumentType>> = {
  id: 'id-card',
  'identity-card': 'id-card',
  'foreign-passport': 'passport',
  'travel-passport': 'passport',
  'ordinary-passport': 'passport',
  'national-passport': 'internal-passport',
};

const word = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.transform((text) => text.replace(/[\s_]+/g, '-')),
);
const state = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{3}$/, 'three-letter code expected'));
const text = v.optional(v.nullish(v.string()), undefined);
const span = v.object({
  from: v.pipe(v.string(), v.isoDate()),
  to: v.optional(v.pipe(v.string(), v.isoDate()), '9999-12-31'),
});

const documentSchema = v.object({
  type: v.optional(
    v.pipe(
      word,
      v.transform((name) => typeWords[name] ?? name),
      v.picklist(documentTypes),
    ),
  ),
  format: v.optional(v.picklist(documentFormats), 'none'),
  issuer: v.optional(state),
  citizenship: v.optional(state),
  number: text,
  surname: text,
  givenNames: text,
  patronymic: text,
  nativeName: v.optional(nativeNameSchema),
  birthDate: v.optional(documentDateSchema),
  sex: v.optional(v.pipe(v.string(), v.toUpperCase(), v.picklist(['M', 'F', 'X']))),
  expiryDate: v.optional(documentDateSchema),
  issueDate: v.optional(documentDateSchema),
  issuingUnit: text,
  personalNumber: text,
});

const direction = v.pipe(word, v.picklist(directions));

/** One line of `beket assess`, read kindly: what has one meaning is taken, what has none is named. */
export const assessInputSchema = v.object({
  id: v.optional(v.union([v.string(), v.number()])),
  at: v.string(),
  post: v.optional(v.string(), ''),
  direction: v.optional(direction, 'entry'),
  document: documentSchema,
  history: v.optional(v.array(v.object({ at: v.string(), direction, post: v.optional(v.string(), '') })), []),
  registrations: v.optional(v.array(span), []),
  permits: v.optional(v.array(span), []),
  purpose: v.optional(v.pipe(word, v.picklist(purposes))),
  transport: v.optional(v.pipe(word, v.picklist(transports))),
  problems: v.optional(v.array(v.object({ field: v.string(), code: v.string() })), []),
});

export type AssessInput = v.InferOutput<typeof assessInputSchema>;

const typeByFormat: Readonly<Partial<Record<DocumentFormat, DocumentType>>> = {
  TD1: 'id-card',
  TD2: 'id-card',
  TD3: 'passport',
  PNRUS: 'internal-passport',
  FRID: 'id-card',
  'MRV-A': 'visa',
  'MRV-B': 'visa',
};

/** The kind of a document; where it is not told, its layout tells it, and one layout leaves no choice. */
export const typeOf = ({ type, format }: AssessInput['document']): DocumentType =>
  format === 'PNRUS' ? 'internal-passport' : (type ?? typeByFormat[format] ?? 'other');
