/** What six characters `YYMMDD` say: a date (cut where parts are unknown), nothing, or nonsense. */
export type DateReading = { readonly date?: string; readonly problem?: 'bad-date' };

/** Which century two digits mean: a birth or issue is never after today, an expiry lies within −50…+49 years of it. */
export type Century = 'past' | 'expiry';

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** True for a calendar date that exists; the unknown parts of a cut date are not asked about. */
export const isRealDate = (date: string): boolean => {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || year === 0) return false;
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  return day === undefined || (day >= 1 && day <= daysIn(year, month));
};

const fullYear = (rest: string, yy: number, today: string, century: Century): number => {
  const now = Number(today.slice(0, 4));
  const base = now - (now % 100);
  if (century === 'past') {
    const latest = `${base + yy}${rest}`;
    return latest <= today.slice(0, latest.length) ? base + yy : base + yy - 100;
  }
  return (
    [base - 100 + yy, base + yy, base + 100 + yy].find((year) => year >= now - 50 && year <= now + 49) ?? base + yy
  );
};

/** Reads `YYMMDD` of an MRZ. Unknown parts stand as `<<` (Doc 9303-3 §4.8); `today` is `YYYY-MM-DD`. */
export const readDate = (text: string, century: Century, today: string): DateReading => {
  if (/^<*$/.test(text)) return {};
  const match = /^(\d\d)(\d\d|<<)(\d\d|<<)$/.exec(text);
  if (!match) return { problem: 'bad-date' };
  const [, yy = '', month = '', day = ''] = match;
  if (month === '<<' && day !== '<<') return { problem: 'bad-date' };
  const rest = month === '<<' ? '' : day === '<<' ? `-${month}` : `-${month}-${day}`;
  const date = `${fullYear(rest, Number(yy), today, century)}${rest}`;
  return isRealDate(date) ? { date } : { problem: 'bad-date' };
};

/** The reverse: `YYMMDD` with `<<` for what is not known. */
export const printDate = (date: string | undefined): string => {
  if (date === undefined) return '<<<<<<';
  const [year = '', month = '<<', day = '<<'] = date.split('-');
  return `${year.slice(2)}${month}${day}`;
};
