import { isRealDate, readDate, type Century } from './mrz-dates.ts';

const two = (part: string): string => part.padStart(2, '0');

const fromParts = (day: string, month: string, year: string, century: Century, today: string): string | undefined => {
  if (year.length === 4)
    return [year, ...(month === '' ? [] : [two(month)]), ...(day === '' ? [] : [two(day)])].join('-');
  return readDate(`${year}${two(month)}${two(day)}`, century, today).date;
};

/** Eight digits are DDMMYYYY as people here write, unless only YYYYMMDD gives a date; six are DDMMYY. */
const fromDigits = (digits: string, century: Century, today: string): string | undefined => {
  if (digits.length === 4) return digits;
  if (digits.length === 6) return fromParts(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4), century, today);
  if (digits.length !== 8) return undefined;
  const dayFirst = `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
  const yearFirst = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isRealDate(dayFirst) && dayFirst >= '1900' ? dayFirst : yearFirst;
};

const fromWritten = (text: string, century: Century, today: string): string | undefined => {
  if (/^\d+$/.test(text)) return fromDigits(text, century, today);
  const parts = text.split(/[./\- ]+/).filter(Boolean);
  if (parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined;
  const [a = '', b = '', c = ''] = parts;
  if (parts.length === 2)
    return a.length === 4 ? fromParts('', b, a, century, today) : fromParts('', a, b, century, today);
  if (parts.length !== 3) return undefined;
  return a.length === 4 ? fromParts(c, b, a, century, today) : fromParts(a, b, c, century, today);
};

/**
 * A date as people type it: 15.03.1990, 15/3/90, 15031990, 1990-03-15, or only a month or year where the document has no
 * more. `undefined` where it is no date of the calendar between 1900 and 2099.
 */
export const readTypedDate = (text: string, century: Century, today: string): string | undefined => {
  const date = fromWritten(text.trim().replace(/\s*г\.?$/i, ''), century, today);
  return date !== undefined && isRealDate(date) && date >= '1900' && date < '2100' ? date : undefined;
};
