import type { Clock, StayIndex } from '../../../core/ports.ts';
import { personKeys } from '../../../domain/document/person-keys.ts';
import { dayNumber, dayText } from '../../../domain/local-time.ts';
import type { SqliteLog } from '../crossing-log.ts';
import { keyOf } from '../look-up-keys.ts';
import type { NeighbourEvent } from '../neighbours/neighbour-stays.ts';
import type { OpenShelf } from '../neighbours/neighbour-shelf.ts';
import type { NationalIndex } from './national-index.ts';
import { nationalKey } from './national-keys.ts';

/** What other desks of the post say of a person, and when each was last heard. */
export type NeighbourWords = Pick<OpenShelf, 'find' | 'marks'>;

type Parts = {
  /** The desk's own log, alone. */
  readonly local: StayIndex;
  readonly log: Pick<SqliteLog, 'crossingsByKeys'>;
  /** Salt of the desk's own keys. */
  readonly salt: string;
  readonly national: NationalIndex;
  readonly neighbours?: NeighbourWords;
  /** The centre's key for keyed hashes; missing on a desk that no centre gave one. */
  readonly stayKey: () => string | undefined;
  readonly clock: Clock;
};

/** Older than this, what the centre told is no longer called complete. */
const freshMs = 2 * 3_600_000;
/** The longest window a rule counts in (domain.md §2.2). */
const windowDays = 180;
const most = 2000;
const minuteMs = 60_000;

type Told = { readonly minute: number; readonly post: string; readonly isExit: boolean };

/** What makes two words about a person one crossing, whether the centre said it or a neighbour. */
const same = ({ minute, post, isExit }: Told): string => `${minute} ${post} ${isExit}`;

/** What other desks told joins what the centre told: the same crossing once, and not at all where its own desk took it back. */
const joined = (told: readonly Told[], near: readonly NeighbourEvent[]): Told[] => {
  if (near.length === 0) return [...told];
  const gone = new Set(near.filter(({ isWithdrawn }) => isWithdrawn).map(same));
  const standing = [...told.filter((one) => !gone.has(same(one))), ...near.filter(({ isWithdrawn }) => !isWithdrawn)];
  return [...new Map(standing.map((one) => [same(one), one])).values()];
};

/** Desks heard after what the centre's feed is as of, and the earliest instant of what they told. */
const heardLater = (neighbours: NeighbourWords | undefined, at: string | undefined) => {
  const heard = (neighbours?.marks() ?? []).flatMap(({ heardAt }) =>
    heardAt !== undefined && heardAt > (at ?? '') ? [heardAt] : [],
  );
  const [earliest] = heard.toSorted();
  return earliest === undefined ? {} : { neighbours: { desks: heard.length, asOf: earliest } };
};

/**
 * A person's crossings at every post: what the centre told, and what this desk wrote. Nobody crosses twice within one minute,
 * so an event of the minute of an own crossing is that crossing, and the own log knows best what became of it: it may have
 * been voided or corrected since the centre heard of it.
 */
export const createJoinedStays = ({ local, log, salt, national, neighbours, stayKey, clock }: Parts): StayIndex => ({
  history: (document, sinceDay) => {
    const own = local.history(document, sinceDay);
    const key = stayKey();
    if (key === undefined) return own;
    const now = clock.now();
    const words = personKeys(document);
    const keys = words.map((word) => nationalKey(word, key));
    const since = Math.max(0, dayNumber(sinceDay) * 1440 - 1440);
    const told = national.find(keys, since, Math.floor(now / minuteMs));
    const near = neighbours?.find(keys, since) ?? [];
    const records = log.crossingsByKeys(
      words.map((word) => keyOf(word, salt)),
      most,
    );
    // The centre may not have heard yet that one was corrected to another minute.
    const ownMinutes = new Set(
      records.flatMap(({ at, movedFrom = [] }) =>
        [at, ...movedFrom].map((one) => Math.floor(Date.parse(one) / minuteMs)),
      ),
    );
    const others = joined(told, near)
      .filter(({ minute }) => !ownMinutes.has(minute))
      .map(({ minute, post, isExit }) => ({
        at: new Date(minute * minuteMs).toISOString(),
        direction: isExit ? ('exit' as const) : ('entry' as const),
        post,
      }));
    const { at, since: firstDay, isWhole } = national.state();
    const isFresh = at !== undefined && now - Date.parse(at) <= freshMs;
    const reachesBack = firstDay !== undefined && firstDay <= dayText(Math.floor(now / 86_400_000) - windowDays);
    return {
      events: [...own.events, ...others].sort((a, b) => (a.at < b.at ? -1 : 1)),
      asOf: at ?? own.asOf,
      complete: isWhole && isFresh && reachesBack,
      ...heardLater(neighbours, at),
    };
  },
});
