import * as v from 'valibot';
import { dayNumber, dayText, zoneOffset } from './local-time.ts';
import { periodSchema, type Period, type Tally } from './tally-report.ts';

/** The figures that are held against those of other days, in the order they are read. */
export const comparedFigures = [
  'entry',
  'exit',
  'total',
  'referred',
  'refused',
  'forged',
  'overstays',
  'minors',
  'iins',
  'manual',
  'corrections',
  'medianSeconds',
  'p90Seconds',
] as const;

/** Persons and cases as the tally counts them; missing where there was nobody to measure. */
const figuresSchema = v.partial(v.object(v.entriesFromList(comparedFigures, v.number())));

/**
 * What a period is held against. `before`: the day or the shift's hours a day earlier; of several days, as many just
 * before. `week-before`: a day's mean over the seven days before. `same-weekday`: the same weekdays a week ago.
 */
export const comparisonSchema = v.object({
  kind: v.picklist(['before', 'week-before', 'same-weekday']),
  /** From the first to the last of it. */
  period: periodSchema,
  figures: figuresSchema,
});

export type ComparedFigure = (typeof comparedFigures)[number];
export type Figures = v.InferOutput<typeof figuresSchema>;
export type Comparison = v.InferOutput<typeof comparisonSchema>;

const day = 86_400_000;
const week = 7;
/** A comparison of longer periods costs as many days again. */
const longestByWeekday = 14;

/** The same local time some days earlier, whatever offset the zone had then. */
const instantBefore = (instant: string, days: number, zone: string): string => {
  const at = Date.parse(instant);
  const local = at + zoneOffset(at, zone) - days * day;
  return new Date(local - zoneOffset(local - zoneOffset(at, zone), zone)).toISOString();
};

const earlier = ({ kind, from, to }: Period, days: number, zone: string): Period =>
  kind === 'days'
    ? { kind, from: dayText(dayNumber(from) - days), to: dayText(dayNumber(to) - days) }
    : { kind, from: instantBefore(from, days, zone), to: instantBefore(to, days, zone) };

const lengthOf = ({ kind, from, to }: Period): number =>
  kind === 'days'
    ? dayNumber(to) - dayNumber(from) + 1
    : Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / day));

const monthBefore = ({ kind, from, to }: Period): Period | undefined => {
  const isWhole = from.endsWith('-01') && dayText(dayNumber(to) + 1).endsWith('-01');
  if (kind !== 'days' || !isWhole || from.slice(0, 7) !== to.slice(0, 7)) return undefined;
  const last = dayText(dayNumber(from) - 1);
  return { kind, from: `${last.slice(0, 7)}-01`, to: last };
};

type Compared = { readonly kind: Comparison['kind']; readonly periods: readonly Period[] };

const comparedPeriods = (period: Period, zone: string): Compared[] => {
  const length = lengthOf(period);
  const back = (days: number): Period => earlier(period, days, zone);
  if (length === 1) {
    const days = Array.from({ length: week }, (_, i) => back(week - i));
    return [
      { kind: 'before', periods: [back(1)] },
      { kind: 'week-before', periods: days },
      { kind: 'same-weekday', periods: [back(week)] },
    ];
  }
  const before: Compared = { kind: 'before', periods: [monthBefore(period) ?? back(length)] };
  if (length > longestByWeekday || length % week === 0) return [before];
  return [before, { kind: 'same-weekday', periods: [back(Math.ceil(length / week) * week)] }];
};

/** The figures of a tally that are compared. */
export const figuresOf = ({ persons, secondLine, byOutcome, ...tally }: Tally): Figures => {
  const refused = byOutcome.find(({ outcome }) => outcome === 'refuse');
  const { forged = 0, overstays = 0, minors, iins, manual, corrections, medianSeconds, p90Seconds } = tally;
  return {
    ...persons,
    referred: secondLine.referred,
    refused: (refused?.entry ?? 0) + (refused?.exit ?? 0),
    ...{ forged, overstays, minors, iins, manual, corrections },
    ...(medianSeconds !== undefined && { medianSeconds }),
    ...(p90Seconds !== undefined && { p90Seconds }),
  };
};

/** The mean of each figure over the days that have it, to one decimal. */
const meanOf = (all: readonly Figures[]): Figures =>
  Object.fromEntries(
    comparedFigures.flatMap((name): [ComparedFigure, number][] => {
      const values = all.flatMap((figures) => figures[name] ?? []);
      const sum = values.reduce((total, value) => total + value, 0);
      return values.length === 0 ? [] : [[name, Math.round((sum / values.length) * 10) / 10]];
    }),
  );

/** What a period is compared with, each counted by `count`, which is asked for no period twice. */
export const compare = (period: Period, zone: string, count: (period: Period) => Tally): Comparison[] => {
  const known = new Map<string, Figures>();
  const figures = (one: Period): Figures => {
    const found = known.get(one.from) ?? figuresOf(count(one));
    known.set(one.from, found);
    return found;
  };
  return comparedPeriods(period, zone).map(({ kind, periods }) => {
    const [first, last] = [periods[0] ?? period, periods.at(-1) ?? period];
    const all = periods.map(figures);
    return {
      kind,
      period: { ...first, to: last.to },
      figures: all.length === 1 ? (all[0] ?? {}) : meanOf(all),
    };
  });
};
