import * as v from 'valibot';
import {
  deskItemSchema,
  feedAnswerSchema,
  feedBatchSchema,
  findingItemSchema,
  noticeItemSchema,
  officerItemSchema,
  packItemSchema,
  postItemSchema,
  stayItemSchema,
  watchlistItemSchema,
  type FeedAnswer,
  type FeedBatch,
} from './feeds.ts';

const parsed = <S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | undefined => {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
};

export const readAnswer = (value: unknown): FeedAnswer | undefined => parsed(feedAnswerSchema, value);

/** The batch that was signed; nothing where the text is none. */
export const readBatch = (text: string): FeedBatch | undefined => {
  try {
    return parsed(feedBatchSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** Items this desk can read. A newer centre may tell of things it has no word for; they are passed by (T17). */
const readable =
  <S extends v.GenericSchema>(schema: S) =>
  (items: readonly unknown[]): v.InferOutput<S>[] =>
    items.flatMap((item) => {
      const result = v.safeParse(schema, item);
      return result.success ? [result.output] : [];
    });

export const readItems = {
  stays: readable(stayItemSchema),
  watchlist: readable(watchlistItemSchema),
  packs: readable(packItemSchema),
  officers: readable(officerItemSchema),
  posts: readable(postItemSchema),
  findings: readable(findingItemSchema),
  notices: readable(noticeItemSchema),
  desks: readable(deskItemSchema),
} as const;
