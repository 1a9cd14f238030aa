import type { FeedName } from '../contract/feeds.ts';
import type { Database, Query } from './database.ts';

/** What stands in a short feed under one key. Without an item it is gone; the row stays, so that desks hear of it. */
export type FeedChange = {
  readonly key: string;
  readonly item?: unknown;
  /** Posts whose desks are told; all where it is left out. */
  readonly posts?: readonly string[] | undefined;
};

export type FeedRow = {
  readonly key: string;
  readonly seq: number;
  readonly item: unknown;
  readonly posts: readonly string[] | undefined;
};

/** One writer of a feed at a time: numbers are then seen in the order they were given. */
const lockOf = (feed: FeedName): number =>
  7_203_600 + ['stays', 'watchlist', 'packs', 'officers', 'posts', 'findings', 'notices', 'desks'].indexOf(feed);

export const lockFeed = async (query: Query, feed: FeedName): Promise<void> => {
  await query('SELECT pg_advisory_xact_lock($1)', [lockOf(feed)]);
};

const rowsAtOnce = 5_000;

/** Puts and takes away by key; inside a transaction of the caller's. */
export const writeFeed = async (query: Query, feed: FeedName, changes: readonly FeedChange[]): Promise<void> => {
  if (changes.length === 0) return;
  await lockFeed(query, feed);
  const [row] = await query('SELECT coalesce(max(seq), 0) AS seq FROM feed_items WHERE feed = $1', [feed]);
  let seq = Number(row?.seq);
  for (let at = 0; at < changes.length; at += rowsAtOnce) {
    const part = changes.slice(at, at + rowsAtOnce);
    await query(
      `INSERT INTO feed_items (feed, key, seq, posts, item)
       SELECT $1::text, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[])
       ON CONFLICT (feed, key) DO UPDATE SET seq = excluded.seq, posts = excluded.posts, item = excluded.item`,
      [
        feed,
        part.map(({ key }) => key),
        part.map(() => (seq += 1)),
        part.map(({ posts }) => posts && JSON.stringify(posts)),
        part.map(({ item }) => (item === undefined ? undefined : JSON.stringify(item))),
      ],
    );
  }
};

const rowOf = (row: Readonly<Record<string, unknown>>): FeedRow => ({
  key: String(row.key),
  seq: Number(row.seq),
  item: typeof row.item === 'string' ? (JSON.parse(row.item) as unknown) : undefined,
  posts: typeof row.posts === 'string' ? (JSON.parse(row.posts) as string[]) : undefined,
});

/** Rows behind a number, in order. */
export const readFeed = async (query: Query, feed: FeedName, after: number, limit: number): Promise<FeedRow[]> =>
  (
    await query('SELECT key, seq, posts, item FROM feed_items WHERE feed = $1 AND seq > $2 ORDER BY seq LIMIT $3', [
      feed,
      after,
      limit,
    ])
  ).map(rowOf);

export const feedRow = async (query: Query, feed: FeedName, key: string): Promise<FeedRow | undefined> => {
  const [row] = await query('SELECT key, seq, posts, item FROM feed_items WHERE feed = $1 AND key = $2', [feed, key]);
  return row && rowOf(row);
};

/** What stands in a feed now, by key. */
export const standing = async ({ query }: Pick<Database, 'query'>, feed: FeedName): Promise<FeedRow[]> =>
  (
    await query('SELECT key, seq, posts, item FROM feed_items WHERE feed = $1 AND item IS NOT NULL ORDER BY key', [
      feed,
    ])
  ).map(rowOf);
