import { isRealDate } from './mrz-dates.ts';
import type { PersonalNumber } from './personal-number.ts';

const firstPass = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const secondPass = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2] as const;

const remainder = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * (digits[i] ?? 0), 0) % 11;

/**
 * Check digit of the first eleven digits of a Kazakh IIN: modulo 11, a second pass with shifted weights where the first
 * gives 10. `undefined` where that gives 10 too: such a number is never issued (domain.md §5.1; Law 223 of 12.01.2007).
 */
export const iinCheckDigit = (eleven: string): number | undefined => {
  const digits = [...eleven].map(Number);
  const first = remainder(digits, firstPass);
  if (first < 10) return first;
  const second = remainder(digits, secondPass);
  return second < 10 ? second : undefined;
};

/** Seventh digit: century and sex. 0 is met on some foreigners' numbers and says neither. */
const centuries: Readonly<Record<string, string>> = {
  '1': '18',
  '2': '18',
  '3': '19',
  '4': '19',
  '5': '20',
  '6': '20',
};

/** Takes an IIN apart. A BIN (a firm's number: 4, 5 or 6 at the fifth place) is refused as no person's. */
export const readIin = (text: string): PersonalNumber => {
  const base = { scheme: 'kz-iin', value: text } as const;
  if (!/^\d*$/.test(text)) return { ...base, codes: ['bad-character'] };
  if (text.length !== 12) return { ...base, codes: ['line-length'] };
  if (/^\d{4}[456]/.test(text)) return { ...base, codes: ['not-a-person'] };
  if (iinCheckDigit(text.slice(0, 11)) !== Number(text.charAt(11))) return { ...base, codes: ['check-digit'] };
  const mark = text.charAt(6);
  const day = `${text.slice(2, 4)}-${text.slice(4, 6)}`;
  const century = centuries[mark];
  if (century === undefined) {
    // 2000 is a leap year: any real day of any century passes.
    return { ...base, codes: mark === '0' && isRealDate(`2000-${day}`) ? ['unknown-century'] : ['bad-date'] };
  }
  const birthDate = `${century}${text.slice(0, 2)}-${day}`;
  if (!isRealDate(birthDate)) return { ...base, codes: ['bad-date'] };
  return { ...base, codes: [], birthDate, sex: Number(mark) % 2 === 1 ? 'M' : 'F' };
};

/** True for a number that may be a person's IIN: check digit, date, and no BIN. */
export const isIin = (text: string): boolean => readIin(text).codes.every((code) => code === 'unknown-century');
