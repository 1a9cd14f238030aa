import type { DryRun } from '../contract/pack-views.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { Post } from '../domain/post.ts';
import type { WholePack } from '../domain/rules/activation.ts';
import { reweigh } from '../domain/rules/dry-run.ts';
import { editionOn } from '../domain/rules/editions.ts';
import type { RulePack } from '../domain/rules/pack.ts';
import type { Facts } from '../domain/rules/scene.ts';
import type { Clock, CrossingLog, RuleStore, StayIndex } from './ports.ts';

export type DryRunParts = {
  readonly log: Pick<CrossingLog, 'recent'>;
  readonly stays: StayIndex;
  readonly rules: RuleStore;
  readonly clock: Clock;
  /** Lets others work; comes back when they have. */
  readonly pause: () => Promise<void>;
  /** Called after every pause: verdicts weighed, and the share of the time span done, 0 to 1. */
  readonly onProgress: (weighed: number, share: number) => void;
};

/** Verdicts in full per group in the application; the command line lists them all. */
const examplesShown = 5;
/** Crossings fetched at a time, and milliseconds worked before others have their turn: a record is never kept waiting longer. */
const fetched = 10;
const sliceMs = 8;
/** As far back as a stay counts (see weighing). */
const historySince = '2015-01-01';

type Group = DryRun['groups'][number];

const factsOf = (
  { stays }: DryRunParts,
  record: CrossingRecord,
  posts: ReadonlyMap<string, Post>,
  zones: Readonly<Record<string, string>>,
): Omit<Facts, 'pack'> | undefined => {
  const { body, personal, at } = record;
  const post = posts.get(body.post);
  if (!personal || !post) return undefined;
  const { document } = personal;
  const history = stays.history(document, historySince);
  const { direction, purpose, transport, role } = body;
  return {
    document,
    circumstances: { direction, purpose, transport, ...(role && { role }) },
    at,
    post,
    history: history.events.filter((event) => event.at < at),
    historyKnown: { asOf: at, complete: history.complete },
    zones,
  };
};

/**
 * Weighs every crossing since an instant again by another pack (its editions, oldest first), newest first, in slices. Voided
 * crossings count for nothing. `examples`: how many of a group are named, all where it is not given.
 */
export const dryRun = async (
  parts: DryRunParts,
  pack: WholePack,
  editions: readonly RulePack[],
  since: number,
  examples = examplesShown,
): Promise<DryRun> => {
  const { log, rules, clock } = parts;
  const posts = new Map(rules.posts().map((post) => [post.id, post]));
  const zones = Object.fromEntries([...posts].map(([id, { zone }]) => [id, zone]));
  const groups = new Map<string, Group>();
  let [weighed, erased, changed] = [0, 0, 0];
  const until = clock.now();
  let started = clock.ticks();

  const weighOne = (record: CrossingRecord): void => {
    const { body, seq, at, day } = record;
    const facts = factsOf(parts, record, posts, zones);
    const was = rules.packByHash(body.pack.hash) ?? rules.packAt(Date.parse(at), facts?.post.zone);
    const is = editionOn(editions, day) ?? editions[0];
    if (!facts || !is) return void (erased += 1);
    weighed += 1;
    const { before, after, change } = reweigh(record, facts, was, is);
    if (!change) return;
    changed += 1;
    const { gone, added } = change;
    const key = JSON.stringify([before.advice, after.advice, gone, added]);
    const group = groups.get(key) ?? {
      before: before.advice,
      after: after.advice,
      gone: [...gone],
      added: [...added],
      count: 0,
      examples: [],
    };
    group.count += 1;
    const { citizenship, documentType } = body;
    if (group.examples.length < examples) group.examples.push({ seq, at, citizenship, documentType });
    groups.set(key, group);
  };

  /** Others have their turn between any two records, once a slice is used up. */
  const breathe = async (reached: number): Promise<void> => {
    if (clock.ticks() - started < sliceMs) return;
    parts.onProgress(weighed, Math.min(1, (until - reached) / Math.max(1, until - since)));
    await parts.pause();
    started = clock.ticks();
  };

  let before: number | undefined;
  for (;;) {
    const page = log.recent(fetched, before).filter(({ at }) => Date.parse(at) >= since);
    for (const record of page) {
      if (!record.voided) weighOne(record);
      await breathe(Date.parse(record.at));
    }
    const last = page.at(-1);
    if (!last || page.length < fetched) break;
    before = last.seq;
  }
  const sorted = [...groups.values()].toSorted((a, b) => b.count - a.count);
  return { pack, since: new Date(since).toISOString(), weighed, erased, changed, groups: sorted };
};
