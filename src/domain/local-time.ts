import { Temporal } from 'temporal-polyfill';

const hour = 3_600_000;
const day = 86_400_000;

/** Offsets by zone and UTC hour: zones change theirs on the hour, and a look-up in IANA data costs a thousand times more. */
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds that local time in `zone` is ahead of UTC at `instant` (epoch milliseconds). Throws RangeError for an unknown zone. */
export const zoneOffset = (instant: number, zone: string): number => {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map<number, number>()));
  const bucket = Math.floor(instant / hour);
  let offset = known.get(bucket);
  if (offset === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(bucket * hour).toZonedDateTimeISO(zone);
    offset = zoned.offsetNanoseconds / 1_000_000;
    known.set(bucket, offset);
  }
  return offset;
};

/** Local day as whole days since 1970-01-01. */
export const localDayNumber = (instant: number, zone: string): number =>
  Math.floor((instant + zoneOffset(instant, zone)) / day);

/** `YYYY-MM-DD` of a day number. */
export const dayText = (dayNumber: number): string => new Date(dayNumber * day).toISOString().slice(0, 10);

/** Day number of `YYYY-MM-DD`. */
export const dayNumber = (text: string): number => Math.floor(Date.parse(`${text}T00:00:00Z`) / day);

/** Local day of the post, `YYYY-MM-DD` (domain.md §2.5: stays and tallies count local days). */
export const localDay = (instant: number, zone: string): string => dayText(localDayNumber(instant, zone));

/** Local hour, 0–23. */
export const localHour = (instant: number, zone: string): number => {
  const local = instant + zoneOffset(instant, zone);
  return Math.floor((((local % day) + day) % day) / hour);
};
