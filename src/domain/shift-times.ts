import { zoneOffset } from './local-time.ts';

const hour = 3_600_000;
/** Shifts of twelve hours, day and night, begin at 8 and 20 local time (domain.md §7.5 [M]); any other times may be set. */
const [firstHour, length] = [8, 12];

/** The usual shift that an instant lies in, as ISO 8601 instants; the end excluded. */
export const usualShift = (instant: number, zone: string): { readonly from: string; readonly to: string } => {
  const local = instant + zoneOffset(instant, zone) - firstHour * hour;
  const begin = Math.floor(local / (length * hour)) * length * hour + firstHour * hour;
  const start = begin - zoneOffset(instant, zone);
  return { from: new Date(start).toISOString(), to: new Date(start + length * hour).toISOString() };
};
