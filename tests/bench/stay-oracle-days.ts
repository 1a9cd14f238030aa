import type { StayCount } from '../../src/domain/stay-count.ts';
import type { StayMethod } from '../../src/domain/stay.ts';
import type { StayCase } from './stay-oracle-cases.ts';

/*
 * The oracle: a calendar with a mark on every day, counted one by one. It shares no code with the engine, not even the
 * calendar: offsets are written down from domain.md §2.5.
 */

const hour = 3_600_000;
const dayMs = 24 * hour;
const moved = new Set(['Asia/Qostanay', 'Asia/Almaty']);

export const dayIn = (instant: number, zone: string): number => {
  const offset = moved.has(zone) && instant < Date.UTC(2024, 1, 29, 18) ? 6 : 5;
  return Math.floor((instant + offset * hour) / dayMs);
};

/** Marks start here; no case reaches back further. */
const origin = Date.UTC(2018, 0, 1) / dayMs;
const horizon = 3653;

type Calendar = {
  readonly today: number;
  /** First day of the stay weighed. */
  readonly start: number;
  /** Days present in earlier stays, and in this one up to today for an exit. */
  readonly earlier: Uint8Array;
  readonly present: Uint8Array;
  readonly permit: (day: number) => boolean;
};

const calendarOf = ({ at, zone, direction, events, zones, permits, limits }: StayCase): Calendar => {
  const now = Date.parse(at);
  const today = dayIn(now, zone);
  const told = new Set<string>();
  const past = events
    .map((event) => ({ ...event, instant: Date.parse(event.at) }))
    .filter(({ instant, direction: way }) => instant < now || (instant === now && way !== direction))
    .sort((a, b) => a.instant - b.instant)
    .filter(({ instant, direction: way }) => {
      const key = `${instant} ${way}`;
      return !told.has(key) && told.add(key);
    });
  const earlier = new Uint8Array(today - origin + 3);
  const mark = (from: number, to: number): void => {
    if (limits.countedFrom !== undefined && Math.min(from, to) < limits.countedFrom) return;
    for (let day = Math.min(from, to); day <= Math.max(from, to); day += 1) earlier[day - origin] = 1;
  };
  let entered: number | undefined;
  for (const { instant, direction: way, post } of past) {
    const day = dayIn(instant, zones[post] as string);
    if (entered !== undefined) mark(entered, way === 'exit' ? day : entered);
    else if (way === 'exit') mark(day, day);
    entered = way === 'entry' ? day : undefined;
  }
  if (entered !== undefined && direction === 'entry') mark(entered, entered);
  const start = direction === 'exit' ? (entered ?? today) : today;
  const present = earlier.slice();
  if (direction === 'exit' && (limits.countedFrom === undefined || start >= limits.countedFrom))
    for (let day = start; day <= today; day += 1) present[day - origin] = 1;
  const permit = (day: number): boolean => permits.some(({ from, to }) => from <= day && day <= to);
  return { today, start, earlier, present, permit };
};

type Marks = { readonly days: Uint8Array; readonly permit: (day: number) => boolean };
type Window = { readonly days: number; readonly window: number };

/** Somebody who stays from `from` on without a break: counted that day or not. */
const isCounted = ({ days, permit }: Marks, day: number, from = Number.POSITIVE_INFINITY): boolean =>
  (day >= from || days[day - origin] === 1) && !permit(day);

const rollingCount = (marks: Marks, { window }: Window, day: number, from?: number): number => {
  let count = 0;
  for (let other = day - window + 1; other <= day; other += 1) if (isCounted(marks, other, from)) count += 1;
  return count;
};

/** Count in the block that holds each day from `origin` to `until`, a block opened by the first counted day outside the one before. */
const blockCounts = (marks: Marks, { window }: Window, until: number, from?: number): Int32Array => {
  const counts = new Int32Array(until - origin + 1);
  let opened = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let day = origin; day <= until; day += 1) {
    if (day >= opened + window) count = 0;
    if (isCounted(marks, day, from)) {
      if (day >= opened + window) opened = day;
      count += 1;
    }
    counts[day - origin] = count;
  }
  return counts;
};

type Oracle = {
  used(marks: Marks, limit: Window, day: number): number;
  lastLawful(marks: Marks, limit: Window, from: number): number;
  /** Whether somebody who is elsewhere before may be there on this one day. */
  isFree(marks: Marks, limit: Window, day: number): boolean;
};

const firstOver = (from: number, isOver: (day: number) => boolean): number => {
  for (let day = from; day < from + horizon; day += 1) if (isOver(day)) return day - 1;
  return from + horizon - 1;
};

const oracles: Record<StayMethod, Oracle> = {
  rolling: {
    used: (marks, limit, day) => rollingCount(marks, limit, day),
    lastLawful: (marks, limit, from) =>
      firstOver(from, (day) => isCounted(marks, day, from) && rollingCount(marks, limit, day, from) > limit.days),
    isFree: (marks, limit, day) => marks.permit(day) || rollingCount(marks, limit, day, day) <= limit.days,
  },
  'block-from-first-entry': {
    used: (marks, limit, day) => blockCounts(marks, limit, day)[day - origin] ?? 0,
    lastLawful: (marks, limit, from) => {
      const counts = blockCounts(marks, limit, from + 900, from);
      return firstOver(from, (day) => isCounted(marks, day, from) && (counts[day - origin] ?? 0) > limit.days);
    },
    isFree: (marks, limit, day) =>
      marks.permit(day) || (blockCounts(marks, limit, day, day)[day - origin] ?? 0) <= limit.days,
  },
};

const countBySpan = (permit: Marks['permit'], from: number, to: number): number => {
  let count = 0;
  for (let day = from; day <= to; day += 1) if (!permit(day)) count += 1;
  return count;
};

/** Walks on from today and spends what is left, a day at a time; permit days and a today that is counted already cost nothing. */
const asOfToday = (today: number, left: number, isFree: (day: number) => boolean): number => {
  let rest = left;
  return firstOver(today, (day) => {
    if (isFree(day)) return false;
    rest -= 1;
    return rest < 0;
  });
};

/** The same figures as the engine, the slow way. */
export const countByDays = (given: StayCase): StayCount => {
  const { limits, direction } = given;
  const { today, start, earlier, present, permit } = calendarOf(given);
  const isExit = direction === 'exit';
  const spent = isExit ? countBySpan(permit, start, today) : 0;
  const past = (last: number): number => (isExit ? countBySpan(permit, last + 1, today) : 0);
  const cap = limits.perStay ?? Number.POSITIVE_INFINITY;
  const capEnd = limits.perStay === undefined ? cap : firstOver(start, (day) => countBySpan(permit, start, day) > cap);
  const capLeft = Math.max(0, cap - spent);
  const { window } = limits;
  if (!window) {
    const overstay = past(capEnd);
    const lastLawful =
      overstay > 0 ? capEnd : asOfToday(today, capLeft, (day) => permit(day) || (isExit && day === today));
    return { start, used: spent, remaining: capLeft, lastLawful, overstay, agree: true, methods: [] };
  }
  const isStayCounted = limits.countedFrom === undefined || start >= limits.countedFrom;
  const isFree = (day: number): boolean => permit(day) || (day === today && present[today - origin] === 1);
  const methods = limits.methods.map((method) => {
    const used = oracles[method].used({ days: present, permit }, window, today);
    const remaining = Math.max(0, Math.min(window.days - used, capLeft));
    const end =
      isExit && isStayCounted
        ? oracles[method].lastLawful({ days: earlier, permit }, window, start)
        : Number.POSITIVE_INFINITY;
    const last = Math.min(capEnd, end);
    const overstay = last < today ? past(last) : 0;
    return { method, used, remaining, lastLawful: overstay > 0 ? last : asOfToday(today, remaining, isFree), overstay };
  });
  const remaining = Math.min(...methods.map((count) => count.remaining));
  const freeFrom = limits.methods.map((method) => {
    let day = today;
    while (remaining === 0 && !oracles[method].isFree({ days: present, permit }, window, day)) day += 1;
    return day;
  });
  return {
    start,
    used: Math.max(...methods.map((count) => count.used)),
    remaining,
    lastLawful: Math.min(...methods.map((count) => count.lastLawful)),
    ...(remaining === 0 && !permit(today) && { allowedFrom: Math.max(...freeFrom) }),
    overstay: Math.max(...methods.map((count) => count.overstay)),
    agree: new Set(methods.map((count) => `${count.remaining} ${count.lastLawful}`)).size === 1,
    methods,
  };
};
