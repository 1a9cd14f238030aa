import { feedNames, type FeedAnswer, type FeedBatch, type FeedName } from '../contract/feeds.ts';
import type { FeedState } from '../contract/feed-views.ts';
import { checkFeed, type FeedDistrust } from './feed-check.ts';
import type { FeedSinks } from './feed-sinks.ts';
import type { Ports, UplinkFault } from './ports.ts';
import { backoffMs } from './sync-pace.ts';

type FeedParts = Pick<Ports, 'clock' | 'random' | 'store' | 'schedule' | 'feeds'> & {
  readonly sinks: FeedSinks;
  /** A batch is on the disk: as it came, as it was read, and whether it began the feed anew. */
  readonly onTaken?: (feed: FeedName, answer: FeedAnswer, batch: FeedBatch, isAnew: boolean) => void;
  readonly onChange: (states: readonly FeedState[]) => void;
};

export type Feeds = {
  states(): readonly FeedState[];
  /** Asks at once for all there is and answers when it is here, or a fault stopped it. */
  pull(): Promise<void>;
  /** Where a feed stands here. */
  places(feed: FeedName): { cursor?: string; at?: string };
  /** A batch of the centre that another desk passed on. True where it brought something. */
  offer(feed: FeedName, answer: FeedAnswer): Promise<boolean>;
  /** The line is good: ask soon. */
  nudge(): void;
  stop(): void;
};

/** How often a desk asks when nothing else tells it to. */
const idleMs = 60_000;
const gatherMs = 500;
/** A pause between batches, so that a first filling leaves the page its time. */
const breathMs = 5;

/** Lists that the first centres did not have. */
const laterFeeds: readonly FeedName[] = ['notices', 'desks'];

type Trouble = UplinkFault['code'] | FeedDistrust | 'no-key' | 'not-kept';

/** Brings the centre's lists down, one signed batch after another. What is not signed by the pinned key changes nothing. */
export const createFeeds = ({ clock, random, store, schedule, feeds, sinks, onTaken, onChange }: FeedParts): Feeds => {
  const faults = new Map<FeedName, { code: Trouble; at: string }>();
  let [failures, isStopped] = [0, false];
  let running: Promise<void> | undefined;
  let cancel: (() => void) | undefined;

  const stateOf = (feed: FeedName): FeedState => {
    const { at, isWhole } = sinks[feed].mark();
    const fault = faults.get(feed);
    return { feed, whole: isWhole, ...(at !== undefined && { at }), ...(fault && { fault }) };
  };
  const states = (): FeedState[] => (store.config()?.centre ? feedNames.map(stateOf) : []);
  const tell = (): void => {
    if (!isStopped) onChange(states());
  };
  const fail = (feed: FeedName, code: Trouble): false => {
    faults.set(feed, { code, at: new Date(clock.now()).toISOString() });
    return false;
  };
  const breathe = (): Promise<void> => new Promise((resolve) => void schedule(breathMs, resolve));

  let turn: Promise<unknown> = Promise.resolve();
  /** One batch is taken in at a time, whichever way it came. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const takeIn = async (
    feed: FeedName,
    answer: FeedAnswer,
    centre: { key: string; centreId: string; stationId: string; post: string; mayLap?: boolean },
  ): Promise<FeedBatch | Trouble> => {
    const { cursor, at } = sinks[feed].mark();
    const checked = checkFeed(answer, { ...centre, feed, cursor, at }, feeds.verify);
    if ('distrust' in checked) return checked.distrust;
    const { batch, isAnew } = checked;
    try {
      if (isAnew) await sinks[feed].restart();
      await sinks[feed].take(batch);
      onTaken?.(feed, answer, batch, isAnew);
    } catch {
      return 'not-kept';
    }
    return batch;
  };

  /** One batch. True where another is waiting, false at the end or at a fault. */
  const step = async (feed: FeedName): Promise<boolean> => {
    const config = store.config();
    if (!config?.centre || isStopped) return false;
    const { url, centreId, key } = config.centre;
    if (key === undefined) return fail(feed, 'no-key');
    const { cursor } = sinks[feed].mark();
    const answer = await feeds.line(url, config.stationId, feed, cursor);
    if (isStopped) return false;
    // A centre of before this list existed answers so; that is no fault of it or of the line (T17).
    if (!answer.ok && laterFeeds.includes(feed) && answer.fault.detail === 'HTTP 404') return false;
    if (!answer.ok) return fail(feed, answer.fault.code);
    return inTurn(async () => {
      // Another desk passed on something meanwhile: what was asked for no longer follows.
      if (sinks[feed].mark().cursor !== cursor) return true;
      const taken = await takeIn(feed, answer.value, { key, centreId, stationId: config.stationId, post: config.post });
      if (typeof taken === 'string') return fail(feed, taken);
      faults.delete(feed);
      return taken.more;
    });
  };

  const drain = async (feed: FeedName): Promise<void> => {
    while (await step(feed)) await breathe();
    tell();
  };

  const work = async (): Promise<void> => {
    if (!store.config()?.centre) return;
    // The short lists first: a first filling of the long one must not keep a desk without its officers.
    for (const feed of [...feedNames].reverse()) await drain(feed);
    failures = faults.size > 0 ? failures + 1 : 0;
  };

  const plan = (ms: number): void => {
    cancel?.();
    cancel = isStopped ? undefined : schedule(ms, () => void pull());
  };
  const pull = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    running ??= work()
      .catch(() => void (failures += 1))
      .finally(() => {
        running = undefined;
        plan(failures > 0 ? Math.max(idleMs, backoffMs(failures - 1, random)) : idleMs);
      });
    return running;
  };

  plan(gatherMs);
  return {
    states,
    pull: async () => {
      await running;
      await pull();
    },
    places: (feed) => {
      const { cursor, at } = sinks[feed].mark();
      return { ...(cursor !== undefined && { cursor }), ...(at !== undefined && { at }) };
    },
    offer: (feed, answer) =>
      inTurn(async () => {
        const { stationId, post, centre } = store.config() ?? {};
        if (isStopped || !stationId || !post || centre?.key === undefined) return false;
        const { key, centreId } = centre;
        const taken = await takeIn(feed, answer, { key, centreId, stationId, post, mayLap: true });
        if (typeof taken === 'string') return false;
        tell();
        return true;
      }),
    nudge: () => {
      if (!running) plan(gatherMs);
    },
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
