import { readAnswer, readBatch } from '../contract/feed-reading.ts';
import { feedText, type FeedBatch, type FeedName } from '../contract/feeds.ts';
import type { VerifySignature } from '../domain/rules/signed-pack.ts';

/** Why a batch was dropped, a word the page has a sentence for. */
export type FeedDistrust = 'unsigned' | 'other-centre' | 'not-a-feed' | 'out-of-order';

type Expected = {
  readonly feed: FeedName;
  /** Public key of the centre, pinned at enrolment. */
  readonly key: string;
  readonly centreId: string;
  readonly post: string;
  readonly stationId: string;
  readonly cursor: string | undefined;
  /** Instant of the last batch taken, so that an old batch cannot begin anew what has gone on since. */
  readonly at: string | undefined;
};

/** The batch inside an answer, where the pinned key signed it and it is the one that follows; else why it is dropped. */
export const checkFeed = (
  answer: unknown,
  expected: Expected,
  verify: VerifySignature,
): { readonly batch: FeedBatch } | { readonly distrust: FeedDistrust } => {
  const outer = readAnswer(answer);
  if (!outer) return { distrust: 'not-a-feed' };
  const { signed, signature } = outer;
  if (!verify(feedText(signed), signature, expected.key)) return { distrust: 'unsigned' };
  const batch = readBatch(signed);
  if (!batch) return { distrust: 'not-a-feed' };
  if (batch.centre !== expected.centreId) return { distrust: 'other-centre' };
  const isForUs =
    (batch.post ?? expected.post) === expected.post && (batch.station ?? expected.stationId) === expected.stationId;
  if (batch.feed !== expected.feed || !isForUs) return { distrust: 'not-a-feed' };
  const follows = batch.restart === true ? batch.from === undefined : batch.from === expected.cursor;
  const isOld = expected.at !== undefined && batch.at < expected.at;
  return follows && !isOld ? { batch } : { distrust: 'out-of-order' };
};
