import type { DayNumber } from './calendar.ts';
import type { Direction, StayMethod } from './stay.ts';
import { allowedFrom, blockFromFirstEntry, rolling, type Ledger, type Limit, type Method } from './stay-methods.ts';
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
  readonly used: number;
  readonly remaining: number;
  readonly lastLawful: DayNumber;
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

/** Last day of a stay of `days` from `start`, days under permit not counted. */
const endOfStay = (start: DayNumber, days: number, permits: readonly Span[]): DayNumber =>
  permits.length === 0
    ? start + days - 1
    : rolling.lastLawful({ counted: [], permits, limit: { days, window: 4000 } }, start);

/** Days of a stay that ends today past its last lawful day, days under permit not counted. */
const pastLawful = ({ day, direction, permits }: StayInput, lastLawful: DayNumber): number =>
  direction === 'entry' || day <= lastLawful
    ? 0
    : daysWithin(without([{ from: lastLawful + 1, to: day }], permits), lastLawful + 1, day);

/** Counts a stay by every method the pack names; the strictest figure of each kind is the one advised. */
export const countStay = (input: StayInput, limits: StayLimits): StayCount => {
  const { day, direction, presence, permits } = input;
  const start = direction === 'exit' ? (presence.since ?? day) : day;
  const cap = limits.perStay === undefined ? undefined : endOfStay(start, limits.perStay, permits);
  const spent = without([{ from: start, to: day }], permits).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  if (!limits.window) {
    const used = direction === 'exit' ? spent : 0;
    const lastLawful = cap ?? Number.POSITIVE_INFINITY;
    const remaining = Math.max(0, (limits.perStay ?? 0) - used);
    return { start, used, remaining, lastLawful, overstay: pastLawful(input, lastLawful), agree: true, methods: [] };
  }
  const counts = (span: Span): boolean => limits.countedFrom === undefined || span.from >= limits.countedFrom;
  const before = united(presence.ended.filter(counts));
  const present = direction === 'exit' && counts({ from: start, to: day }) ? [{ from: start, to: day }] : [];
  const limit = limits.window;
  const past: Ledger = { counted: without(before, permits), permits, limit };
  const all: Ledger = { counted: without(united([...before, ...present]), permits), permits, limit };
  const perStayLeft = (limits.perStay ?? Number.POSITIVE_INFINITY) - (direction === 'exit' ? spent : 0);
  const methods = limits.methods.map((name): MethodCount => {
    const method = methodsByName[name];
    const used = method.used(all, day);
    const remaining = Math.max(0, Math.min(limit.days - used, perStayLeft));
    return {
      method: name,
      used,
      remaining,
      lastLawful: Math.min(method.lastLawful(past, start), cap ?? Number.POSITIVE_INFINITY),
    };
  });
  const remaining = Math.min(...methods.map((count) => count.remaining));
  const lastLawful = Math.min(...methods.map((count) => count.lastLawful));
  const isSpent = remaining === 0 && !isWithin(permits, day);
  return {
    start,
    used: Math.max(...methods.map((count) => count.used)),
    remaining,
    lastLawful,
    ...(isSpent && {
      allowedFrom: Math.max(...limits.methods.map((name) => allowedFrom(methodsByName[name], all, day))),
    }),
    overstay: pastLawful(input, lastLawful),
    agree: methods.every(
      (count) => count.remaining === methods[0]?.remaining && count.lastLawful === methods[0]?.lastLawful,
    ),
    methods,
  };
};
