import type { DocumentFormat, DocumentType } from './travel-document.ts';

/** Second letters of a passport's code: those in long use and those of the harmonised list phased in 2026–2028. */
const passports: Readonly<Record<string, DocumentType>> = {
  D: 'diplomatic-passport',
  S: 'service-passport',
  O: 'service-passport',
  R: 'travel-document',
  T: 'travel-document',
  L: 'travel-document',
  E: 'travel-document',
};

/** Issuers whose letters mean something else: China prints PO on ordinary passports. */
const exceptions: Readonly<Record<string, DocumentType>> = { POCHN: 'passport' };

/** Kind of document by its code, its issuer and its holder's citizenship. No second letter is ever required (domain.md §4.2). */
export const typeOf = (
  format: DocumentFormat,
  code: string,
  issuer: string | undefined,
  citizenship: string | undefined,
): DocumentType => {
  if (format === 'PNRUS') return 'internal-passport';
  if (format === 'FRDL' || format === 'CHDL') return 'other';
  const second = code.charAt(1);
  if (code.startsWith('P')) return exceptions[`${code}${issuer ?? ''}`] ?? passports[second] ?? 'passport';
  if (code.startsWith('V')) return 'visa';
  if (!/^[IAC]/.test(code)) return 'other';
  if (code === 'AC') return 'other';
  // A card for somebody else's citizen is a permit to live there, whatever its code says.
  const foreign = issuer !== undefined && citizenship !== undefined && issuer !== citizenship;
  return second === 'R' || foreign || /^C[12]$/.test(code) ? 'residence-permit' : 'id-card';
};

const codes: Partial<Record<DocumentType, string>> = {
  'diplomatic-passport': 'D',
  'service-passport': 'S',
  'travel-document': 'T',
  'residence-permit': 'R',
};

/** A code that reads back as the same type, where the layout has one. */
export const codeOf = (format: DocumentFormat, type: DocumentType): string => {
  if (format === 'PNRUS') return 'PN';
  const first = format === 'TD3' ? 'P' : format.startsWith('MRV') ? 'V' : 'I';
  return `${first}${first === 'V' ? '<' : (codes[type] ?? '<')}`;
};
