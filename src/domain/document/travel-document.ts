import * as v from 'valibot';

/** Kinds of document as the rules speak of them (list of documents of the Minsk agreement of 30.11.2000 and its annexes). */
export const documentTypes = [
  'passport',
  'internal-passport',
  'id-card',
  'diplomatic-passport',
  'service-passport',
  'travel-document',
  'return-certificate',
  'seaman-book',
  'birth-certificate',
  'residence-permit',
  'visa',
  'other',
] as const;

/**
 * Layout the fields were taken from: ICAO's, the Russian internal passport, the old French identity card, French and Swiss
 * driving licences (read, but no travel documents), seals. `none` is a document typed by hand or a bare number in a barcode.
 */
export const documentFormats = [
  'TD1',
  'TD2',
  'TD3',
  'MRV-A',
  'MRV-B',
  'PNRUS',
  'FRID',
  'FRDL',
  'CHDL',
  'VDS',
  'IDB',
  'none',
] as const;

/** Latin capitals, ICAO three-letter code of a state or organisation (Doc 9303-3 §5). One letter for Germany (`D`) is widened by the parser. */
export const stateCodeSchema = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));

/** A calendar date, `YYYY-MM-DD`; where Doc 9303 allows an unknown day or month it is cut: `YYYY-MM` or `YYYY`. */
export const documentDateSchema = v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/));

/** Names as the document writes them in its own alphabet. */
export const nativeNameSchema = v.object({
  surname: v.string(),
  givenNames: v.string(),
  patronymic: v.optional(v.string()),
});

/** What a reading or an officer may know of a document; everything but its kind may be missing. */
export const partialDocumentSchema = v.object({
  type: v.picklist(documentTypes),
  format: v.picklist(documentFormats),
  issuer: v.optional(stateCodeSchema),
  number: v.optional(v.string()),
  surname: v.optional(v.string()),
  givenNames: v.optional(v.string()),
  patronymic: v.optional(v.string()),
  nativeName: v.optional(nativeNameSchema),
  birthDate: v.optional(documentDateSchema),
  sex: v.optional(v.picklist(['M', 'F', 'X'])),
  citizenship: v.optional(stateCodeSchema),
  expiryDate: v.optional(documentDateSchema),
  issueDate: v.optional(documentDateSchema),
  issuingUnit: v.optional(v.string()),
  personalNumber: v.optional(v.string()),
});

/** A document complete enough to be decided on and recorded. Latin names are as in the MRZ, never regenerated (domain.md §6). */
export const travelDocumentSchema = v.required(partialDocumentSchema, [
  'issuer',
  'number',
  'surname',
  'givenNames',
  'birthDate',
  'sex',
  'citizenship',
]);

export type DocumentType = (typeof documentTypes)[number];
export type DocumentFormat = (typeof documentFormats)[number];
export type NativeName = v.InferOutput<typeof nativeNameSchema>;
export type PartialDocument = v.InferOutput<typeof partialDocumentSchema>;
export type TravelDocument = v.InferOutput<typeof travelDocumentSchema>;
export type DocumentField = Exclude<keyof PartialDocument, 'type' | 'format'>;
