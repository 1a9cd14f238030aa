import * as v from 'valibot';
import { personsIn, type HourCounts } from './hour-counts.ts';

const count = v.number();
export const trendBy = ['day', 'week', 'month'] as const;
export const dayTrendSchema = v.object({
  since: v.string(),
  until: v.string(),
  by: v.picklist(trendBy),
  /** One row a span, by its first local day; spans without a crossing stand with zeros. */
  rows: v.array(v.object({ from: v.string(), entry: count, exit: count })),
  /** Of all days, those counted so far; the rest follows in the background. */
  counted: count,
  days: count,
  /** The day on which most crossed. */
  peak: v.optional(v.object({ day: v.string(), persons: count })),
});
export type DayTrend = v.InferOutput<typeof dayTrendSchema>;

const msPerDay = 86_400_000;
/** As many spans as can be told apart on a screen. */
const mostDays = 120;
const mostWeeks = 160;

/** Local days from one to another, both inclusive, oldest first. */
export const daysBetween = (since: string, until: string): string[] => {
  const [first, last] = [Date.parse(`${since}T00:00:00Z`), Date.parse(`${until}T00:00:00Z`)];
  const length = Math.max(0, Math.floor((last - first) / msPerDay) + 1);
  return Array.from({ length }, (_, i) => new Date(first + i * msPerDay).toISOString().slice(0, 10));
};

const spanOf = (day: string, by: DayTrend['by']): string => {
  if (by === 'day') return day;
  if (by === 'month') return `${day.slice(0, 7)}-01`;
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * msPerDay).toISOString().slice(0, 10);
};

/** How many came and went since a day: days while they can be told apart, then weeks from Monday, then months. */
export const dayTrend = (since: string, until: string, known: (day: string) => HourCounts | undefined): DayTrend => {
  const days = daysBetween(since, until);
  const by = days.length <= mostDays ? 'day' : days.length <= mostWeeks * 7 ? 'week' : 'month';
  const rows = new Map<string, { entry: number; exit: number }>();
  let [counted, peak]: [number, DayTrend['peak']] = [0, undefined];
  for (const day of days) {
    const span = spanOf(day, by);
    const row = rows.get(span) ?? { entry: 0, exit: 0 };
    rows.set(span, row);
    const hours = known(day);
    if (!hours) continue;
    counted += 1;
    row.entry += hours.entry.reduce((sum, one) => sum + one, 0);
    row.exit += hours.exit.reduce((sum, one) => sum + one, 0);
    const persons = personsIn(hours);
    if (persons > (peak?.persons ?? 0)) peak = { day, persons };
  }
  return {
    since,
    until,
    by,
    rows: [...rows].map(([from, row]) => ({ from, ...row })),
    counted,
    days: days.length,
    ...(peak && { peak }),
  };
};
