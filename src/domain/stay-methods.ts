import type { DayNumber } from './calendar.ts';
import type { StayMethod } from './stay.ts';
import { daysWithin, isWithin, type Span } from './stay-spans.ts';

/** So many days in each window of so many. */
export type Limit = { readonly days: number; readonly window: number };

/** Days are counted over `counted` (disjoint, ascending, permits taken out); `permits` are never counted ahead either. */
export type Ledger = { readonly counted: readonly Span[]; readonly permits: readonly Span[]; readonly limit: Limit };

/** One way to read "90 days in each period of 180" (domain.md §2.2); the law does not say which. */
export type Method = {
  readonly name: StayMethod;
  /** Days counted in the window that holds `day`, that day included where it is counted. */
  used(ledger: Ledger, day: DayNumber): number;
  /** Last day that somebody staying from `start` on without a break is lawfully there, by permit or by days left; `start - 1` where not even that day is. */
  lastLawful(ledger: Ledger, start: DayNumber): DayNumber;
};

/** An open permit would let somebody stay for ever; ten years is as far as anyone needs to be told. */
export const horizon = 3653;

/** Days present in `[day - window + 1, day]`. */
export const rolling: Method = {
  name: 'rolling',
  used: ({ counted, limit }, day) => daysWithin(counted, day - limit.window + 1, day),
  lastLawful: ({ counted, permits, limit }, start) => {
    let used = daysWithin(counted, start - limit.window, start - 1);
    let i = 0;
    for (let day = start; day < start + horizon; day += 1) {
      const leaving = day - limit.window;
      while (i < counted.length && (counted[i] as Span).to < leaving) i += 1;
      const wasCounted = i < counted.length && (counted[i] as Span).from <= leaving;
      if (leaving < start ? wasCounted : !isWithin(permits, leaving)) used -= 1;
      if (isWithin(permits, day)) continue;
      used += 1;
      if (used > limit.days) return day - 1;
    }
    return start + horizon - 1;
  },
};

/** Where the last window that begins on or before `until` begins, and the days counted in it up to `until`. */
const windowAt = ({ counted, limit }: Ledger, until: DayNumber): { start?: DayNumber; used: number } => {
  let start: DayNumber | undefined;
  let used = 0;
  for (const span of counted) {
    let day = span.from;
    const last = Math.min(span.to, until);
    while (day <= last) {
      if (start === undefined || day >= start + limit.window) {
        start = day;
        used = 0;
      }
      const end = Math.min(last, start + limit.window - 1);
      used += end - day + 1;
      day = end + 1;
    }
  }
  return start === undefined ? { used } : { start, used };
};

/** The window begins with the first day of presence that no earlier window covers, which but for a stay across its end is an entry. */
export const blockFromFirstEntry: Method = {
  name: 'block-from-first-entry',
  used: (ledger, day) => {
    const { start, used } = windowAt(ledger, day);
    return start !== undefined && day < start + ledger.limit.window ? used : 0;
  },
  lastLawful: (ledger, from) => {
    const { permits, limit } = ledger;
    let { start, used } = windowAt(ledger, from - 1);
    if (permits.length === 0) {
      const end = start === undefined ? from - 1 : start + limit.window - 1;
      const spent = from + limit.days - used;
      // Either the days run out inside the window, or a new window with new days begins behind it.
      return from <= end && spent <= end ? Math.max(spent, from) - 1 : Math.max(end, from - 1) + limit.days;
    }
    for (let day = from; day < from + horizon; day += 1) {
      if (isWithin(permits, day)) continue;
      if (start === undefined || day >= start + limit.window) {
        start = day;
        used = 0;
      }
      used += 1;
      if (used > limit.days) return day - 1;
    }
    return from + horizon - 1;
  },
};

/** First day from `day` on that somebody who is not there before may lawfully be there; found within a window, since all falls out by then. */
export const allowedFrom = (method: Method, ledger: Ledger, day: DayNumber): DayNumber => {
  let candidate = day;
  while (method.lastLawful(ledger, candidate) < candidate && candidate < day + 2 * ledger.limit.window) candidate += 1;
  return candidate;
};
