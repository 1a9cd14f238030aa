import type { DayNumber } from './calendar.ts';
import type { Direction, StayMethod } from './stay.ts';
import {
  allowedFrom,
  blockFromFirstEntry,
  horizon,
  rolling,
  type Ledger,
  type Limit,
  type Method,
} from './stay-methods.ts';
import { daysWithin, isWithin, united, without, type Presence, type Span } from './stay-spans.ts';

/** What the pack says of a stay. Days throughout. */
export type StayLimits = {
  /** Days in each window; missing where the law counts every stay by itself. */
  readonly window?: Limit;
  /** Days of one stay, entry and exit day included. */
  readonly perStay?: number;
  /** Only stays entered on or after this day count for the window (rg.ru on Decree 1146). */
  readonly countedFrom?: DayNumber;
  readonly methods: readonly StayMethod[];
};

export type StayInput = {
  readonly day: DayNumber;
  readonly direction: Direction;
  readonly presence: Presence;
  /** Ascending and disjoint. */
  readonly permits: readonly Span[];
};

export type MethodCount = {
  readonly method: StayMethod;
  /** Days counted in the window that holds today, today included where it is counted. */
  readonly used: number;
  readonly remaining: number;
  /** As things stand today: days that will fall out of the window meanwhile are not given in advance (domain.md §2.2). */
  readonly lastLawful: DayNumber;
  readonly overstay: number;
};

export type StayCount = {
  /** First day of the stay weighed: today for an entry, the recorded entry for an exit where there is one. */
  readonly start: DayNumber;
  readonly used: number;
  readonly remaining: number;
  readonly lastLawful: DayNumber;
  readonly allowedFrom?: DayNumber;
  /** Days past the last lawful one, 0 where there are none. */
  readonly overstay: number;
  readonly agree: boolean;
  readonly methods: readonly MethodCount[];
};

const methodsByName: Record<StayMethod, Method> = { rolling, 'block-from-first-entry': blockFromFirstEntry };

/** The day on which the last of `days` days falls, from `day` on; days under permit and days counted already are free. */
const spentOn = (day: DayNumber, days: number, permits: readonly Span[], isCounted: boolean): DayNumber => {
  if (permits.length === 0) return day + days - (isCounted ? 0 : 1);
  let left = days;
  for (let next = day; next < day + horizon; next += 1) {
    if (isWithin(permits, next) || (isCounted && next === day)) continue;
    if (left === 0) return next - 1;
    left -= 1;
  }
  return day + horizon - 1;
};

/** Days of the stay that ends today past `last`, days under permit not counted. */
const daysPast = ({ day, direction, permits }: StayInput, last: DayNumber): number =>
  direction === 'entry' || day <= last ? 0 : daysWithin(without([{ from: last + 1, to: day }], permits), last + 1, day);

/** One stay by itself, whatever was before. */
const countOneStay = (input: StayInput, start: DayNumber, spent: number, days: number): MethodCount => {
  const { day, direction, permits } = input;
  const remaining = Math.max(0, days - spent);
  const last = spentOn(start, days, permits, false);
  const overstay = daysPast(input, last);
  const lastLawful = overstay > 0 ? last : spentOn(day, remaining, permits, direction === 'exit');
  return { method: 'rolling', used: spent, remaining, lastLawful, overstay };
};

const strictest = (start: DayNumber, methods: readonly MethodCount[]): Omit<StayCount, 'methods'> => ({
  start,
  used: Math.max(...methods.map(({ used }) => used)),
  remaining: Math.min(...methods.map(({ remaining }) => remaining)),
  lastLawful: Math.min(...methods.map(({ lastLawful }) => lastLawful)),
  overstay: Math.max(...methods.map(({ overstay }) => overstay)),
  agree: methods.every(
    ({ remaining, lastLawful }) => remaining === methods[0]?.remaining && lastLawful === methods[0].lastLawful,
  ),
});

/** Counts a stay by every method the pack names; the strictest figure of each kind is the one advised. */
export const countStay = (input: StayInput, limits: StayLimits): StayCount => {
  const { day, direction, presence, permits } = input;
  const isExit = direction === 'exit';
  const start = isExit ? (presence.since ?? day) : day;
  const spent = isExit ? daysWithin(without([{ from: start, to: day }], permits), start, day) : 0;
  const oneStay = limits.perStay === undefined ? undefined : countOneStay(input, start, spent, limits.perStay);
  const limit = limits.window;
  if (!limit) return { ...strictest(start, oneStay ? [oneStay] : []), methods: [] };

  const counts = (from: DayNumber): boolean => limits.countedFrom === undefined || from >= limits.countedFrom;
  const before = united(presence.ended.filter(({ from }) => counts(from)));
  const present = isExit && counts(start) ? united([...before, { from: start, to: day }]) : before;
  const past: Ledger = { counted: without(before, permits), permits, limit };
  const all: Ledger = { counted: present === before ? past.counted : without(present, permits), permits, limit };
  const isToday = isWithin(all.counted, day);
  const methods = limits.methods.map((name): MethodCount => {
    const method = methodsByName[name];
    const used = method.used(all, day);
    const remaining = Math.max(0, Math.min(limit.days - used, oneStay?.remaining ?? limit.days));
    const reached = isExit && counts(start) ? method.lastLawful(past, start) : Number.POSITIVE_INFINITY;
    const overstay = Math.max(daysPast(input, reached), oneStay?.overstay ?? 0);
    const last = Math.min(reached, oneStay?.lastLawful ?? reached);
    return {
      method: name,
      used,
      remaining,
      lastLawful: overstay > 0 ? last : spentOn(day, remaining, permits, isToday),
      overstay,
    };
  });
  const count = { ...strictest(start, methods), methods };
  if (count.remaining > 0 || isWithin(permits, day)) return count;
  return {
    ...count,
    allowedFrom: Math.max(...limits.methods.map((name) => allowedFrom(methodsByName[name], all, day))),
  };
};
