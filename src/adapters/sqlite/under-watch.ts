import { setImmediate as breathe } from 'node:timers/promises';
import type { Watchlist } from '../../core/ports.ts';
import type { CrossingRecord } from '../../domain/crossing-record.ts';
import { personKeys } from '../../domain/document/person-keys.ts';
import type { SqliteLog } from './crossing-log.ts';

type Parts = {
  readonly log: Pick<SqliteLog, 'crossing' | 'find' | 'openReferrals'>;
  readonly watchlist: Pick<Watchlist, 'match' | 'info'>;
};

/** Entries asked about before others are let in. */
const perBreath = 50;

const keysOf = ({ personal }: CrossingRecord): string[] => (personal ? personKeys(personal.document) : []);

/**
 * Crossings of persons under watch, and what was laid over them: whoever the lists in force hit as the lane would say it today, and
 * whoever waits at the second line. Asked anew at every erasure, so that they go when the watch ends.
 */
export const createUnderWatch = ({ log, watchlist }: Parts) => {
  /** The officer had both before them and said that it is somebody else; a hit on the number of the document stands all the same. */
  const isHit = ({ body, personal }: CrossingRecord): boolean => {
    const isDismissed = body.reason?.code === 'NOT_SAME_PERSON';
    return (
      personal !== undefined && watchlist.match(personal.document).some(({ score }) => !isDismissed || score === 1)
    );
  };
  const crossingOf = (seq: number): CrossingRecord | undefined => {
    const own = log.crossing(seq);
    const of = own ? undefined : log.find(seq)?.body['of'];
    return own ?? (typeof of === 'number' ? log.crossing(of) : undefined);
  };
  return async (seqs: readonly number[]): Promise<Set<number>> => {
    const found = new Set<number>();
    const waiting = new Set(log.openReferrals().flatMap(keysOf));
    const hasList = watchlist.info().entries > 0;
    if (!hasList && waiting.size === 0) return found;
    for (const [i, seq] of seqs.entries()) {
      const record = crossingOf(seq);
      const isWatched = record && (keysOf(record).some((key) => waiting.has(key)) || (hasList && isHit(record)));
      if (isWatched) found.add(seq);
      if (i % perBreath === perBreath - 1) await breathe();
    }
    return found;
  };
};

export type UnderWatch = ReturnType<typeof createUnderWatch>;
