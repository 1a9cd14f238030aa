import * as v from 'valibot';

const hours = v.pipe(v.array(v.number()), v.length(24));

/** Persons by local hour of one day, 0–23. */
export const hourCountsSchema = v.object({ day: v.string(), entry: hours, exit: hours });

export const forecastSchema = v.object({
  entry: hours,
  exit: hours,
  /** The days whose mean it is, newest first. */
  days: v.array(v.string()),
  /** What the mean was multiplied by, entries and exits together. */
  scale: v.number(),
});

export type HourCounts = v.InferOutput<typeof hourCountsSchema>;
export type Forecast = v.InferOutput<typeof forecastSchema>;

const empty = (): number[] => Array.from({ length: 24 }, () => 0);
export const emptyHours = (day: string): HourCounts => ({ day, entry: empty(), exit: empty() });

export const personsIn = ({ entry, exit }: Pick<HourCounts, 'entry' | 'exit'>): number =>
  [...entry, ...exit].reduce((sum, one) => sum + one, 0);

const msPerDay = 86_400_000;
/** The same weekday of the weeks before, newest first. */
export const sameWeekdays = (day: string, weeks = 4): string[] =>
  Array.from({ length: weeks }, (_, i) =>
    new Date(Date.parse(`${day}T00:00:00Z`) - (i + 1) * 7 * msPerDay).toISOString().slice(0, 10),
  );

/** Persons added to both sides of the day so far, so that the first dozen of a morning do not double the day. */
const damping = 10;

/**
 * What the day may bring: the mean of the same weekdays, hour by hour, times how the day has gone so far, which is
 * (persons counted + 10) / (persons the mean expects by now + 10). Hours that are over stand as counted; of the hour under
 * way the rest is forecast. A plain method on purpose: it can be done with a pencil. `undefined` where no such day is held.
 */
export const forecastDay = (
  today: HourCounts,
  past: readonly HourCounts[],
  now: { readonly hour: number; readonly share: number },
): Forecast | undefined => {
  const counted = past.filter((day) => personsIn(day) > 0);
  if (counted.length === 0) return undefined;
  const mean = (way: 'entry' | 'exit'): number[] =>
    empty().map((_, hour) => counted.reduce((sum, day) => sum + (day[way][hour] ?? 0), 0) / counted.length);
  const means = { entry: mean('entry'), exit: mean('exit') };
  const passed = (hour: number): number => (hour < now.hour ? 1 : hour === now.hour ? now.share : 0);
  const expected = (['entry', 'exit'] as const).reduce(
    (sum, way) => sum + means[way].reduce((all, persons, hour) => all + persons * passed(hour), 0),
    0,
  );
  const scale = (personsIn(today) + damping) / (expected + damping);
  const ahead = (way: 'entry' | 'exit'): number[] =>
    means[way].map((persons, hour) => Math.round((today[way][hour] ?? 0) + persons * (1 - passed(hour)) * scale));
  return { entry: ahead('entry'), exit: ahead('exit'), days: counted.map(({ day }) => day), scale };
};
