import type { HistoryEvent } from '../../src/domain/stay.ts';

/** Everything a stay is counted from, in the plainest form. Days are days since 1970-01-01. */
export type StayCase = {
  readonly at: string;
  readonly zone: string;
  readonly direction: 'entry' | 'exit';
  readonly events: readonly HistoryEvent[];
  readonly zones: Readonly<Record<string, string>>;
  readonly permits: readonly { readonly from: number; readonly to: number }[];
  readonly limits: {
    readonly window?: { readonly days: number; readonly window: number };
    readonly perStay?: number;
    readonly countedFrom?: number;
    readonly methods: readonly ('rolling' | 'block-from-first-entry')[];
  };
};

export type Random = () => number;

/** mulberry32: small, seeded, the same everywhere. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const zones: Readonly<Record<string, string>> = {
  kurmangazy: 'Asia/Atyrau',
  syrym: 'Asia/Oral',
  zhaisan: 'Asia/Aqtobe',
  kairak: 'Asia/Qostanay',
  auyl: 'Asia/Almaty',
};
const posts = Object.keys(zones);

const oneOf = <T>(random: Random, items: readonly T[]): T => items[whole(random, 0, items.length - 1)] as T;

const dayMs = 86_400_000;
const first = Date.UTC(2022, 6, 1);
const last = Date.UTC(2027, 0, 31);
/** Local midnight of 1 March 2024 in the zones that moved from UTC+6 to UTC+5. */
const zoneChange = Date.UTC(2024, 1, 29, 18);
const countedFrom = Date.UTC(2023, 0, 27) / dayMs;

const whole = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

const limitsOf = (random: Random): StayCase['limits'] => {
  const methods = ['rolling', 'block-from-first-entry'] as const;
  const kind = random();
  const window = { days: 90, window: 180 };
  if (kind < 0.7) return { window, countedFrom, methods };
  if (kind < 0.85) return { window, countedFrom, perStay: 30, methods };
  if (kind < 0.93) return { perStay: random() < 0.5 ? 30 : 90, methods };
  // Small windows press on every edge within a few weeks.
  return { window: { days: whole(random, 1, 8), window: whole(random, 9, 20) }, methods };
};

/** A time at any hour, but often close to one of the midnights between which a day is won or lost. */
const timeOf = (random: Random, day: number): number => {
  const instant = first + day * dayMs;
  if (random() < 0.7) return instant + whole(random, 0, dayMs - 1);
  return instant + oneOf(random, [18, 19, 20, 21]) * 3_600_000 + whole(random, -2, 2) * 1000;
};

const eventsBefore = (random: Random, now: number): HistoryEvent[] => {
  const isBusy = random() < 0.3;
  const count = whole(random, 0, isBusy ? 24 : 10);
  const instants: number[] = [];
  let day = Math.floor((now - first) / dayMs);
  for (let i = 0; i < count; i += 1) {
    instants.push(timeOf(random, day));
    day -= random() < 0.2 ? whole(random, 0, 1) : whole(random, 0, isBusy ? 14 : 110);
  }
  let direction: HistoryEvent['direction'] = random() < 0.5 ? 'entry' : 'exit';
  const events = instants
    .sort((a, b) => a - b)
    .map((instant): HistoryEvent => {
      if (random() > 0.04) direction = direction === 'entry' ? 'exit' : 'entry';
      return { at: new Date(instant).toISOString(), direction, post: oneOf(random, posts) };
    });
  // Desks hand over what they hold in any order, and sometimes twice.
  if (random() < 0.1) events.reverse();
  if (random() < 0.05 && events[0]) events.push(events[0]);
  return events;
};

const permitsBefore = (random: Random, now: number): StayCase['permits'] => {
  if (random() > 0.15) return [];
  const from = Math.floor(now / dayMs) - whole(random, 0, 240);
  const to = from + whole(random, 0, 200);
  return random() < 0.7
    ? [{ from, to }]
    : [
        { from, to },
        { from: to + whole(random, 2, 60), to: to + whole(random, 60, 120) },
      ];
};

/** A random history of a random traveller at a random post; the same seed gives the same cases. */
export const randomCase = (random: Random): StayCase => {
  const near = random() < 0.25 ? zoneChange + whole(random, -200, 200) * dayMs : whole(random, first, last);
  const now = timeOf(random, Math.floor((near - first) / dayMs));
  const zone = zones[oneOf(random, posts)] as string;
  const events = eventsBefore(random, now);
  const isInside = events.at(-1)?.direction === 'entry';
  return {
    at: new Date(now).toISOString(),
    zone,
    direction: isInside === random() < 0.9 ? 'exit' : 'entry',
    events,
    zones,
    permits: permitsBefore(random, now),
    limits: limitsOf(random),
  };
};
