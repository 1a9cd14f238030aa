import type { CrossingBody } from '../domain/crossing.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import { emptyHours, type HourCounts } from '../domain/hour-counts.ts';
import { localDay, localHour } from '../domain/local-time.ts';
import type { Entry } from '../domain/log.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Pick<Ports, 'clock' | 'log'>; readonly desk: Desk; readonly journal: Journal };

export type DayCounts = {
  today(): string;
  /** Counted where it is not held yet. */
  of(day: string): HourCounts;
  /** Only what is held already. */
  known(day: string): HourCounts | undefined;
};

/** Ten years of days, each two rows of 24 numbers. */
const mostHeld = 3_700;

/**
 * Persons by day and hour at this post: a day is counted from the log once, and then goes on with each crossing that is
 * recorded. A correction or a void lets go of its day alone, which is counted again when somebody asks.
 */
export const createDayCounts = ({ ports: { clock, log }, desk, journal }: Parts): DayCounts => {
  const held = new Map<string, HourCounts>();
  const add = (hours: HourCounts, hour: number, way: 'entry' | 'exit'): void => {
    hours[way][hour] = (hours[way][hour] ?? 0) + 1;
  };
  const counted = (day: string): HourCounts => {
    const { id } = desk.post();
    const hours = emptyHours(day);
    for (const { voided, hour, body } of log.crossingsOf({ kind: 'days', from: day, to: day }))
      if (!voided && body.post === id) add(hours, hour, body.direction);
    if (held.size >= mostHeld) held.clear();
    held.set(day, hours);
    return hours;
  };
  const letGo = (record: CrossingRecord | undefined): void => void (record && held.delete(record.day));

  journal.onAppend(({ kind, at, body }: Entry) => {
    // A crossing that is moved to another time leaves one day for another: seldom enough to count all again.
    if (kind === 'correction' && body['at'] !== undefined) return held.clear();
    if (kind === 'correction' || kind === 'void') return letGo(log.crossing(Number(body['of'])));
    if (kind !== 'crossing') return;
    const { post, direction } = body as CrossingBody;
    const { id, zone } = desk.post();
    const instant = Date.parse(at);
    const hours = post === id ? held.get(localDay(instant, zone)) : undefined;
    if (hours) add(hours, localHour(instant, zone), direction);
  });

  return {
    today: () => localDay(clock.now(), desk.post().zone),
    of: (day) => held.get(day) ?? counted(day),
    known: (day) => held.get(day),
  };
};
