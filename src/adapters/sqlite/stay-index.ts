import type { Clock, StayIndex } from '../../core/ports.ts';
import { finalAction, type CrossingRecord } from '../../domain/crossing-record.ts';
import type { SqliteLog } from './crossing-log.ts';
import { personKeys } from '../../domain/document/person-keys.ts';
import { keyOf } from './look-up-keys.ts';

/** More crossings of one person than ten years of daily commuting would leave inside any rule's window. */
const most = 2000;

/** A person's crossings at this desk: those that took place in the end, oldest first. */
export const createStayIndex = (log: SqliteLog, salt: string, clock: Clock): StayIndex => ({
  history: (document, sinceDay) => {
    const words = personKeys(document);
    const isOfPerson = ({ personal }: CrossingRecord): boolean =>
      personal !== undefined && personKeys(personal.document).some((word) => words.includes(word));
    const events = log
      .crossingsByKeys(
        words.map((word) => keyOf(word, salt)),
        most,
      )
      .filter((record) => record.day >= sinceDay && !record.voided && finalAction(record) === 'admit')
      .filter(isOfPerson)
      .map(({ at, body }) => ({ at, direction: body.direction, post: body.post }))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
    // The desk's own log says nothing of other posts: whoever weighs the stay is told so.
    return { events, asOf: new Date(clock.now()).toISOString(), complete: false };
  },
});
