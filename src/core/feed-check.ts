import { readAnswer, readBatch } from '../contract/feed-reading.ts';
import { cursorPlace, feedText, type FeedBatch, type FeedName } from '../contract/feeds.ts';
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
  /** It came by another desk, which was told at other moments: a batch may begin before our cursor if it goes beyond. */
  readonly mayLap?: boolean;
};

/**
 * True where a batch holds what is here already and something behind it, or tells the same as of later. Items are put and dropped by
 * id and a later word about a crossing counts, so hearing some of them again changes nothing.
 */
const lapsOver = ({ from, to, at }: FeedBatch, { cursor, at: before, mayLap }: Expected): boolean => {
  const [here, end] = [cursorPlace(cursor), cursorPlace(to)];
  if (mayLap !== true || !here || end?.epoch !== here.epoch) return false;
  const first = cursorPlace(from)?.number ?? 0;
  const isOnward = end.number > here.number || (end.number === here.number && at > (before ?? ''));
  return first <= here.number && isOnward;
};

/** The batch inside an answer, where the pinned key signed it and it is the one that follows; else why it is dropped. */
export const checkFeed = (
  answer: unknown,
  expected: Expected,
  verify: VerifySignature,
): { readonly batch: FeedBatch; readonly isAnew: boolean } | { readonly distrust: FeedDistrust } => {
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
  if (isOld) return { distrust: 'out-of-order' };
  if (lapsOver(batch, expected)) return { batch, isAnew: false };
  return follows ? { batch, isAnew: batch.restart === true } : { distrust: 'out-of-order' };
};
