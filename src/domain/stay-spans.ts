import { parseInstant, type DayNumber } from './calendar.ts';
import { localDayNumber } from './local-time.ts';
import type { Direction, HistoryEvent } from './stay.ts';

/** Days of presence, both inclusive. */
export type Span = { readonly from: DayNumber; readonly to: DayNumber };

/** A crossing that must have been and is not known. `from` is missing where nothing at all is known before `to`. */
export type Gap = { readonly missing: Direction; readonly from?: DayNumber; readonly to: DayNumber };

export type Presence = {
  /** Stays that ended before the crossing weighed, in the order of their entries; they may touch or overlap by a day. */
  readonly ended: readonly Span[];
  /** Day the stay in progress began; missing where the last thing known is an exit, or nothing is known. */
  readonly since?: DayNumber;
  readonly gaps: readonly Gap[];
};

type Passage = { readonly instant: number; readonly day: DayNumber; readonly direction: Direction };

/** Zone of a post; the post's own where it is known, since a crossing's day is the day where it happened. */
export type ZoneOf = (post: string) => string;

const spanOf = (a: DayNumber, b: DayNumber): Span => (a <= b ? { from: a, to: b } : { from: b, to: a });

/** The same moment and direction: one crossing that two desks told. */
const isToldAgain = (passages: readonly Passage[], { instant, direction }: Passage, index: number): boolean => {
  for (let i = index - 1; i >= 0 && passages[i]?.instant === instant; i -= 1)
    if (passages[i]?.direction === direction) return true;
  return false;
};

/** What happened before the crossing weighed, oldest first; the crossing itself, if it is already in the history, left out. */
const passagesBefore = (
  events: readonly HistoryEvent[],
  now: { instant: number; direction: Direction },
  zoneOf: ZoneOf,
): Passage[] => {
  const passages: Passage[] = [];
  let sorted = true;
  for (const { at, direction, post } of events) {
    const instant = parseInstant(at);
    const isLater = instant > now.instant || (instant === now.instant && direction === now.direction);
    if (Number.isNaN(instant) || isLater) continue;
    const last = passages[passages.length - 1];
    if (last && last.instant > instant) sorted = false;
    passages.push({ instant, day: localDayNumber(instant, zoneOf(post)), direction });
  }
  if (!sorted) passages.sort((a, b) => a.instant - b.instant);
  return passages.filter((passage, i) => !isToldAgain(passages, passage, i));
};

/**
 * Pairs entries with exits. An entry without its exit and an exit without its entry count for the one day they prove
 * (domain.md §2.2) and are named as gaps; the same crossing told twice counts once.
 */
export const presenceBefore = (
  events: readonly HistoryEvent[],
  now: { instant: number; day: DayNumber; direction: Direction },
  zoneOf: ZoneOf,
): Presence => {
  const ended: Span[] = [];
  const gaps: Gap[] = [];
  let since: DayNumber | undefined;
  let lastExit: DayNumber | undefined;
  for (const { day, direction } of passagesBefore(events, now, zoneOf)) {
    if (direction === 'entry') {
      if (since !== undefined) {
        ended.push({ from: since, to: since });
        gaps.push({ missing: 'exit', from: since, to: day });
      }
      since = day;
      continue;
    }
    ended.push(spanOf(since ?? day, day));
    if (since === undefined)
      gaps.push({ missing: 'entry', ...(lastExit !== undefined && { from: lastExit }), to: day });
    lastExit = day;
    since = undefined;
  }
  if (now.direction === 'entry' && since !== undefined) {
    ended.push({ from: since, to: since });
    gaps.push({ missing: 'exit', from: since, to: now.day });
    return { ended, gaps };
  }
  if (now.direction === 'exit' && since === undefined && lastExit !== undefined) {
    gaps.push({ missing: 'entry', from: lastExit, to: now.day });
  }
  return { ended, ...(since !== undefined && { since }), gaps };
};

/** Disjoint spans in ascending order that cover the same days. */
export const united = (spans: readonly Span[]): Span[] => {
  const result: { from: DayNumber; to: DayNumber }[] = [];
  let sorted = true;
  for (let i = 1; i < spans.length; i += 1) if ((spans[i] as Span).from < (spans[i - 1] as Span).from) sorted = false;
  for (const { from, to } of sorted ? spans : spans.toSorted((a, b) => a.from - b.from)) {
    const last = result[result.length - 1];
    if (last && from <= last.to + 1) {
      if (to > last.to) last.to = to;
    } else {
      result.push({ from, to });
    }
  }
  return result;
};

/** The days of `spans` that are in none of `holes`; both disjoint and ascending. */
export const without = (spans: readonly Span[], holes: readonly Span[]): readonly Span[] => {
  if (holes.length === 0) return spans;
  const rest: Span[] = [];
  for (const { from, to } of spans) {
    let start = from;
    for (const hole of holes) {
      if (hole.to < start || hole.from > to) continue;
      if (hole.from > start) rest.push({ from: start, to: hole.from - 1 });
      start = hole.to + 1;
    }
    if (start <= to) rest.push({ from: start, to });
  }
  return rest;
};

/** Days of disjoint spans that fall inside `from`..`to`. */
export const daysWithin = (spans: readonly Span[], from: DayNumber, to: DayNumber): number => {
  let days = 0;
  for (const span of spans) {
    const overlap = Math.min(span.to, to) - Math.max(span.from, from) + 1;
    if (overlap > 0) days += overlap;
  }
  return days;
};

export const isWithin = (spans: readonly Span[], day: DayNumber): boolean => {
  for (const span of spans) if (span.from <= day && day <= span.to) return true;
  return false;
};
