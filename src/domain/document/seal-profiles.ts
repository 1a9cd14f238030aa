import type { DocumentType } from './travel-document.ts';

/** How the bytes of a message are read. */
export type SealCoding = 'c40' | 'mrz' | 'mrv-a' | 'mrv-b' | 'utf8' | 'byte' | 'bytes' | 'masked-date' | 'parts';

export type SealField = {
  readonly name: string;
  readonly coding: SealCoding;
  readonly parts?: Readonly<Record<number, SealField>>;
};
export type SealProfile = {
  readonly name: string;
  readonly type?: DocumentType;
  readonly fields: Readonly<Record<number, SealField>>;
};

const field = (name: string, coding: SealCoding): SealField => ({ name, coding });

/** Doc 9303-13 and its German predecessor: tags of a visa. */
const visa = {
  1: field('MRZ_MRVA', 'mrv-a'),
  2: field('MRZ_MRVB', 'mrv-b'),
  3: field('NUMBER_OF_ENTRIES', 'byte'),
  4: field('DURATION_OF_STAY', 'bytes'),
  5: field('PASSPORT_NUMBER', 'c40'),
  6: field('VISA_TYPE', 'bytes'),
  7: field('ADDITIONAL_FEATURES', 'bytes'),
} as const;

const addressSticker = {
  1: field('DOCUMENT_NUMBER', 'c40'),
  2: field('AGS', 'c40'),
  3: field('ADDRESS', 'c40'),
} as const;

const administrative = {
  0: field('DOC_PROFILE_NUMBER', 'bytes'),
  1: field('VALID_FROM', 'utf8'),
  2: field('VALID_TO', 'utf8'),
  3: field('PROFILE_URI', 'utf8'),
  4: field('CERTIFICATE_URI', 'utf8'),
  5: field('STATUS_URI', 'utf8'),
  6: field('STATUS_LIST_INDEX', 'bytes'),
} as const;

/** Feature definition and category of a VDS -> what it is and what its tags mean (domain.md §4.8; BSI TR-03137, TR-03171). */
export const vdsProfiles: Readonly<Record<string, SealProfile>> = {
  '5d01': { name: 'VISA', type: 'visa', fields: visa },
  '5e03': { name: 'EMERGENCY_TRAVEL_DOCUMENT', type: 'return-certificate', fields: { 2: field('MRZ', 'mrz') } },
  fb06: {
    name: 'RESIDENCE_PERMIT',
    type: 'residence-permit',
    fields: { 2: field('MRZ', 'mrz'), 3: field('PASSPORT_NUMBER', 'c40') },
  },
  fa06: {
    name: 'SUPPLEMENTARY_SHEET',
    type: 'residence-permit',
    fields: { 4: field('MRZ', 'mrz'), 5: field('SHEET_NUMBER', 'c40') },
  },
  fd02: { name: 'ARRIVAL_ATTESTATION', type: 'other', fields: { 2: field('MRZ', 'mrz'), 3: field('AZR', 'c40') } },
  f50c: {
    name: 'FICTION_CERTIFICATE',
    type: 'residence-permit',
    fields: {
      1: field('FACE_IMAGE', 'bytes'),
      2: field('MRZ', 'mrz'),
      3: field('PASSPORT_NUMBER', 'c40'),
      4: field('AZR', 'c40'),
    },
  },
  f908: { name: 'ADDRESS_STICKER_ID', fields: addressSticker },
  f90c: { name: 'ADDRESS_STICKER_RP', fields: addressSticker },
  f80a: { name: 'ADDRESS_STICKER_PASSPORT', fields: { ...addressSticker, 3: field('POSTAL_CODE', 'c40') } },
  fc04: {
    name: 'SOCIAL_INSURANCE_CARD',
    fields: {
      1: field('SOCIAL_INSURANCE_NUMBER', 'c40'),
      2: field('SURNAME', 'utf8'),
      3: field('FIRST_NAME', 'utf8'),
      4: field('BIRTH_NAME', 'utf8'),
    },
  },
  '01c8': { name: 'ADMINISTRATIVE_DOCUMENTS_V8', fields: { 0: field('DOC_PROFILE_NUMBER', 'bytes') } },
  '01c9': { name: 'ADMINISTRATIVE_DOCUMENTS_V9', fields: administrative },
};

/** Messages of an IDB, which need no profile (domain.md §4.9); 0x80 and above are Germany's. */
export const idbFields: Readonly<Record<number, SealField>> = {
  1: { ...field('VISA', 'parts'), parts: visa },
  2: { ...field('EMERGENCY_TRAVEL_DOCUMENT', 'parts'), parts: { 2: field('MRZ', 'mrz') } },
  6: {
    ...field('DIGITAL_TRAVEL_AUTHORIZATION', 'parts'),
    parts: {
      1: field('DTA_NUMBER', 'c40'),
      2: field('NAME_OF_HOLDER', 'c40'),
      3: field('PASSPORT_NUMBER', 'c40'),
      4: field('DATE_OF_BIRTH', 'masked-date'),
      5: field('NATIONALITY', 'c40'),
      6: field('SEX', 'utf8'),
      7: field('PLACE_OF_ISSUE', 'c40'),
      8: field('VALID_FROM', 'masked-date'),
      9: field('VALID_UNTIL', 'masked-date'),
      10: field('DURATION_OF_STAY', 'c40'),
      11: field('NUMBER_OF_ENTRIES', 'byte'),
      12: field('TYPE_CLASS_CATEGORY', 'c40'),
      13: field('ADDITIONAL_INFORMATION', 'c40'),
    },
  },
  7: field('MRZ_TD1', 'mrz'),
  8: field('MRZ_TD3', 'mrz'),
  9: field('CAN', 'c40'),
  10: field('EF_CARD_ACCESS', 'bytes'),
  0x80: field('FACE_IMAGE', 'bytes'),
  0x81: field('MRZ_TD2', 'mrz'),
  0x82: field('DOCUMENT_REFERENCE', 'c40'),
  0x83: field('AZR', 'c40'),
  0x84: field('EXPIRY_DATE', 'masked-date'),
  0x85: field('DOCUMENT_NUMBER', 'c40'),
  0x86: field('NATIONAL_DOCUMENT_IDENTIFIER', 'byte'),
};

/** Germany's documents under `NATIONAL_DOCUMENT_IDENTIFIER`, counted from 1. */
export const germanDocuments: readonly string[] = [
  'SUBSTITUTE_IDENTITY_DOCUMENT',
  'SUBSTITUTE_PASSPORT_DOCUMENT',
  'EMERGENCY_TRAVEL_DOCUMENT',
  'TEMPORARY_IDENTITY_CARD',
  'TEMPORARY_OFFICIAL_PASSPORT',
  'TEMPORARY_PASSPORT',
  'TEMPORARY_DIPLOMATIC_PASSPORT',
  'TEMPORARY_TRAVEL_DOCUMENT_REFUGEES',
  'TEMPORARY_TRAVEL_DOCUMENT_STATELESS_PERSONS',
  'TEMPORARY_TRAVEL_DOCUMENT_FOREIGNERS',
  'PERMISSION_TO_RETAIN_PENDING_THE_ASYLUM_DECISION',
  'TEMPORARY_SUSPENSION_OF_DEPORTATION',
  'ARRIVAL_ATTESTATION_IDB',
  'PROVISIONAL_RESIDENCE_DOCUMENT',
  'TEMPORARY_IDENTITY_DOCUMENT',
  'CERTIFYING_PERMANENT_RESIDENCE',
  'FRONTIER_WORKER_PERMIT',
  'SUPPLEMENTARY_SHEET_FOR_RESIDENCE_PERMIT_CARD',
];
