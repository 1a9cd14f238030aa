import { untangleLookAlikes } from './look-alikes.ts';
import type { DocumentType } from './travel-document.ts';

export type TypedNumber = { readonly value?: string; readonly code?: 'bad-character' | 'line-length' };

/**
 * One field for any number. A Russian internal passport's ten digits, however grouped, become `SSSS NNNNNN`; everything else
 * is capitals and digits without spaces, as an MRZ has it.
 */
export const readTypedNumber = (text: string, isInternal: boolean): TypedNumber => {
  const compact = untangleLookAlikes(text.toUpperCase().replace(/(?:№|#|\bN[O°]\b|[\s\-–—./])+/g, ''));
  if (!/^[A-Z0-9]*$/.test(compact)) return { code: 'bad-character' };
  if (isInternal && !/^\d+$/.test(compact)) return { code: 'bad-character' };
  if (isInternal && compact.length !== 10) return { code: 'line-length' };
  if (compact.length < 3 || compact.length > 24) return { code: 'line-length' };
  return { value: isInternal ? `${compact.slice(0, 4)} ${compact.slice(4)}` : compact };
};

/** What a number's shape says of the document where nobody said: shapes of domain.md §4.3–4.6. */
export const guessDocument = (
  text: string,
  issuer: string | undefined,
): { readonly type: DocumentType; readonly issuer?: string } => {
  const compact = untangleLookAlikes(text.toUpperCase().replace(/[^\p{L}\d]/gu, ''));
  if (/^\d{10}$/.test(compact) && (issuer ?? 'RUS') === 'RUS') return { type: 'internal-passport', issuer: 'RUS' };
  const card =
    (issuer === 'KAZ' && /^\d{9}$/.test(compact)) ||
    (issuer === 'KGZ' && /^(?:ID|AN)\d{7}$/.test(compact)) ||
    (issuer === 'ARM' && /^\d{9}$/.test(compact));
  return { type: card ? 'id-card' : 'passport' };
};
