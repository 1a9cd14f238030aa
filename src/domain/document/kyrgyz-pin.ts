import { isRealDate } from './mrz-dates.ts';
import type { PersonalNumber } from './personal-number.ts';

/**
 * Kyrgyz PIN `S DDMMYYYY NNNNN`: 1 a woman, 2 a man, then the birth date (Decree 619 of 28.09.2017, domain.md §5.3). No
 * check-digit rule is published, so none is made up.
 */
export const readKyrgyzPin = (text: string): PersonalNumber => {
  const base = { scheme: 'kg-pin', value: text } as const;
  if (!/^\d*$/.test(text)) return { ...base, codes: ['bad-character'] };
  if (text.length !== 14) return { ...base, codes: ['line-length'] };
  const birthDate = `${text.slice(5, 9)}-${text.slice(3, 5)}-${text.slice(1, 3)}`;
  const sex = ({ '1': 'F', '2': 'M' } as const)[text.charAt(0)];
  if (sex === undefined) return { ...base, codes: ['bad-character'] };
  if (!isRealDate(birthDate) || birthDate < '1850') return { ...base, codes: ['bad-date'] };
  return { ...base, codes: [], birthDate, sex };
};
