import { checkDigit } from './check-digit.ts';
import { untangleLookAlikes } from './look-alikes.ts';
import { isRealDate } from './mrz-dates.ts';
import type { PersonalNumber } from './personal-number.ts';

const centuries: Readonly<Record<string, string>> = {
  '1': '18',
  '2': '18',
  '3': '19',
  '4': '19',
  '5': '20',
  '6': '20',
};

/**
 * Belarusian identification number `C DDMMYY R NNN CC K`: century and sex, birth date, region, serial, citizenship group, check
 * digit 7-3-1 modulo 10 over the first thirteen (domain.md §5.2). Cyrillic look-alikes are read as Latin.
 */
export const readBelarusianNumber = (text: string): PersonalNumber => {
  const value = untangleLookAlikes(text.toUpperCase());
  const base = { scheme: 'by-number', value } as const;
  if (value.length !== 14) return { ...base, codes: ['line-length'] };
  if (!/^\d{7}[A-Z]\d{3}[A-Z]{2}\d$/.test(value)) return { ...base, codes: ['bad-character'] };
  if (checkDigit(value.slice(0, 13)) !== value.charAt(13)) return { ...base, codes: ['check-digit'] };
  const century = centuries[value.charAt(0)];
  const birthDate = `${century ?? '00'}${value.slice(5, 7)}-${value.slice(3, 5)}-${value.slice(1, 3)}`;
  if (century === undefined || !isRealDate(birthDate)) return { ...base, codes: ['bad-date'] };
  return { ...base, codes: [], birthDate, sex: Number(value.charAt(0)) % 2 === 1 ? 'M' : 'F' };
};
