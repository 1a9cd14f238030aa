import { readBelarusianNumber } from './belarusian-number.ts';
import { readIin } from './iin.ts';
import { readKyrgyzPin } from './kyrgyz-pin.ts';
import type { Problem, Voucher } from './reading.ts';
import type { PartialDocument } from './travel-document.ts';

/** A personal number taken apart: faults by code, and the birth date and sex it carries. */
export type PersonalNumber = {
  readonly scheme: 'kz-iin' | 'by-number' | 'kg-pin';
  readonly value: string;
  readonly codes: readonly string[];
  readonly birthDate?: string;
  readonly sex?: 'M' | 'F';
};

const schemes: Readonly<Record<string, (text: string) => PersonalNumber>> = {
  KAZ: readIin,
  BLR: readBelarusianNumber,
  KGZ: readKyrgyzPin,
};

/** Takes apart the number of a state whose scheme is known; a foreigner's IIN is known by its own check digit. */
export const readPersonalNumber = (issuer: string | undefined, text: string): PersonalNumber | undefined => {
  const scheme = schemes[issuer ?? ''];
  if (scheme) return scheme(text);
  const iin = readIin(text);
  return iin.codes.length === 0 ? iin : undefined;
};

export type CrossCheck = {
  readonly problems: readonly Problem[];
  readonly vouchedBy: Readonly<Record<string, Voucher>>;
};

/**
 * Holds a document's personal number against its birth date and sex. A `mismatch` sits in the field that disagrees; how much
 * it weighs is the rules' affair, since old numbers with errors are in use (domain.md §4.4).
 */
export const crossCheck = (document: PartialDocument): CrossCheck => {
  const number =
    document.personalNumber === undefined ? undefined : readPersonalNumber(document.issuer, document.personalNumber);
  if (!number) return { problems: [], vouchedBy: {} };
  const problems: Problem[] = number.codes.map((code) => ({ field: 'personalNumber', code }));
  const vouchedBy: Record<string, Voucher> = {};
  if (problems.length === 0 && number.scheme !== 'kg-pin') vouchedBy.personalNumber = 'check-digit';
  for (const field of ['birthDate', 'sex'] as const) {
    const [ours, theirs] = [document[field], number[field]];
    if (ours === undefined || theirs === undefined) continue;
    const agrees = field === 'sex' ? ours === theirs || ours === 'X' : theirs.startsWith(ours);
    if (!agrees) problems.push({ field, code: 'mismatch' });
    else if (field === 'sex' && ours === theirs) vouchedBy.sex = 'cross-check';
  }
  return { problems, vouchedBy };
};
