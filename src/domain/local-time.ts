import { Temporal } from 'temporal-polyfill';

const hour = 3_600_000;
const day = 86_400_000;

/** Changes of offset are looked up between these; outside, the nearest known offset holds. */
const firstInstant = Date.UTC(2010, 0, 1);
const lastInstant = Date.UTC(2040, 0, 1);

/** When each offset of a zone begins, latest first: a look-up in IANA data costs a thousand times more. */
type Offsets = readonly { readonly from: number; readonly offset: number }[];

const known = new Map<string, Offsets>();
const mostSaid = 20_000;

const offsetsOf = (zone: string): Offsets => {
  const cached = known.get(zone);
  if (cached) return cached;
  const offsets: { from: number; offset: number }[] = [];
  let moment: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(firstInstant).toZonedDateTimeISO(zone);
  while (moment !== null && moment.epochMilliseconds < lastInstant) {
    offsets.unshift({ from: moment.epochMilliseconds, offset: moment.offsetNanoseconds / 1_000_000 });
    moment = moment.getTimeZoneTransition('next');
  }
  known.set(zone, offsets);
  return offsets;
};

/** Milliseconds that local time in `zone` is ahead of UTC at `instant` (epoch milliseconds). Throws RangeError for an unknown zone. */
export const zoneOffset = (instant: number, zone: string): number => {
  const offsets = offsetsOf(zone);
  for (const { from, offset } of offsets) if (from <= instant) return offset;
  return offsets[offsets.length - 1]?.offset ?? 0;
};

/** Local day as whole days since 1970-01-01. */
export const localDayNumber = (instant: number, zone: string): number =>
  Math.floor((instant + zoneOffset(instant, zone)) / day);

/** Days said before: ten years of them are a few hundred kilobytes, and a count of a month says each three thousand times. */
const said = new Map<number, string>();

/** `YYYY-MM-DD` of a day number. */
export const dayText = (dayNumber: number): string => {
  const known = said.get(dayNumber);
  if (known !== undefined) return known;
  const text = new Date(dayNumber * day).toISOString().slice(0, 10);
  if (said.size < mostSaid) said.set(dayNumber, text);
  return text;
};

/** Day number of `YYYY-MM-DD`. */
export const dayNumber = (text: string): number => Math.floor(Date.parse(`${text}T00:00:00Z`) / day);

/** Local day of the post, `YYYY-MM-DD` (domain.md §2.5: stays and tallies count local days). */
export const localDay = (instant: number, zone: string): string => dayText(localDayNumber(instant, zone));

/** Milliseconds since the local midnight. */
export const localClock = (instant: number, zone: string): number => {
  const local = instant + zoneOffset(instant, zone);
  return ((local % day) + day) % day;
};

/** Local hour, 0–23. */
export const localHour = (instant: number, zone: string): number => Math.floor(localClock(instant, zone) / hour);

/** Local time, `HH:MM`. */
export const localTime = (instant: number, zone: string): string =>
  new Date(localClock(instant, zone)).toISOString().slice(11, 16);

/** The instant of a local day and so many milliseconds after its midnight; `undefined` where the calendar has no such day. */
export const instantAt = (text: string, sinceMidnight: number, zone: string): number | undefined => {
  if (dayText(dayNumber(text)) !== text) return undefined;
  const local = dayNumber(text) * day + sinceMidnight;
  // The offset that holds at the instant itself; the local time is only near it.
  return local - zoneOffset(local - zoneOffset(local, zone), zone);
};
