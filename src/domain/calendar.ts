/** A calendar day as a whole number: days since 1970-01-01. Sums and differences are then plain arithmetic. */
export type DayNumber = number;

const dayMs = 86_400_000;

/** Day number of a date in the proleptic Gregorian calendar; `month` from 1. */
const dayOf = (year: number, month: number, day: number): DayNumber => Date.UTC(year, month - 1, day) / dayMs;

const digitsAt = (text: string, start: number, count: number): number => {
  let value = 0;
  for (let i = start; i < start + count; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
};

/** Day number of `YYYY-MM-DD`. NaN where the text is no day of the calendar. */
export const parseDay = (text: string): DayNumber => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.NaN;
  const day = dayOf(digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2));
  // 30 February would slip into March.
  return new Date(day * dayMs).getUTCDate() === digitsAt(text, 8, 2) ? day : Number.NaN;
};

const plainInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;

/** Epoch milliseconds of an ISO 8601 instant with `Z` or an offset. NaN where the text is none. */
export const parseInstant = (text: string): number => {
  if (!plainInstant.test(text)) return /(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  if (month < 1 || month > 12 || day < 1 || day > 28) return Date.parse(text);
  return (
    Date.UTC(
      digitsAt(text, 0, 4),
      month - 1,
      day,
      digitsAt(text, 11, 2),
      digitsAt(text, 14, 2),
      digitsAt(text, 17, 2),
    ) + (text.length === 24 ? digitsAt(text, 20, 3) : 0)
  );
};

/** The day on which somebody born on `birth` reaches `years`; born on 29 February: 1 March in common years. */
export const birthday = (birth: DayNumber, years: number): DayNumber => {
  const born = new Date(birth * dayMs);
  return dayOf(born.getUTCFullYear() + years, born.getUTCMonth() + 1, born.getUTCDate());
};

/** Whole years on a day. */
export const ageOn = (birth: DayNumber, day: DayNumber): number => {
  const years = new Date(day * dayMs).getUTCFullYear() - new Date(birth * dayMs).getUTCFullYear();
  return birthday(birth, years) > day ? years - 1 : years;
};
