import { feedNames, type FeedName } from '../contract/feeds.ts';
import type { FeedState } from '../contract/feed-views.ts';
import { checkFeed, type FeedDistrust } from './feed-check.ts';
import type { FeedSinks } from './feed-sinks.ts';
import type { Ports, UplinkFault } from './ports.ts';
import { backoffMs } from './sync-pace.ts';

type FeedParts = Pick<Ports, 'clock' | 'random' | 'store' | 'schedule' | 'feeds'> & {
  readonly sinks: FeedSinks;
  readonly onChange: (states: readonly FeedState[]) => void;
};

export type Feeds = {
  states(): readonly FeedState[];
  /** Asks at once for all there is and answers when it is here, or a fault stopped it. */
  pull(): Promise<void>;
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
const laterFeeds: readonly FeedName[] = ['notices'];

type Trouble = UplinkFault['code'] | FeedDistrust | 'no-key' | 'not-kept';

/** Brings the centre's lists down, one signed batch after another. What is not signed by the pinned key changes nothing. */
export const createFeeds = ({ clock, random, store, schedule, feeds, sinks, onChange }: FeedParts): Feeds => {
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

  /** One batch. True where another is waiting, false at the end or at a fault. */
  const step = async (feed: FeedName): Promise<boolean> => {
    const config = store.config();
    if (!config?.centre || isStopped) return false;
    const { url, centreId, key } = config.centre;
    if (key === undefined) return fail(feed, 'no-key');
    const { cursor, at } = sinks[feed].mark();
    const answer = await feeds.line(url, config.stationId, feed, cursor);
    if (isStopped) return false;
    // A centre of before this list existed answers so; that is no fault of it or of the line (T17).
    if (!answer.ok && laterFeeds.includes(feed) && answer.fault.detail === 'HTTP 404') return false;
    if (!answer.ok) return fail(feed, answer.fault.code);
    const { stationId, post } = config;
    const checked = checkFeed(answer.value, { feed, key, centreId, stationId, post, cursor, at }, feeds.verify);
    if ('distrust' in checked) return fail(feed, checked.distrust);
    try {
      if (checked.batch.restart) await sinks[feed].restart();
      await sinks[feed].take(checked.batch);
    } catch {
      return fail(feed, 'not-kept');
    }
    faults.delete(feed);
    return checked.batch.more;
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
    nudge: () => {
      if (!running) plan(gatherMs);
    },
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
