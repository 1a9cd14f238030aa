const dayMs = 86_400_000;

/** Whole days since 1970 of a calendar day `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);

export type StripScale = {
  /** Per cent of the width at which a day begins. */
  at(day: string): number;
  /** Per cent a span of days takes, both ends counted. */
  width(from: string, to: string): number;
};

export const stripScale = (from: string, to: string): StripScale => {
  const first = dayNumber(from);
  const count = Math.max(1, dayNumber(to) - first + 1);
  const share = (days: number): number => Math.min(100, Math.max(0, (days / count) * 100));
  const at = (day: string): number => share(dayNumber(day) - first);
  return { at, width: (begin, end) => Math.max(0, share(dayNumber(end) + 1 - first) - at(begin)) };
};

/** First days of the months that begin inside the strip, `YYYY-MM-01`. */
export const monthsWithin = (from: string, to: string): string[] => {
  const months: string[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > to) return months;
    months.push(first);
  }
};
