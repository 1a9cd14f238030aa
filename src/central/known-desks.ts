import { isDeepStrictEqual } from 'node:util';
import type { KnownDesk } from '../contract/feeds.ts';
import type { Query } from './database.ts';
import { standing, writeFeed, type FeedChange } from './feed-items.ts';
import { listStations } from './station-book.ts';

/** Keeps the feed of desks equal to the book of stations, so that desks of a post know each other's keys. In the caller's transaction. */
export const tellDesks = async (query: Query): Promise<void> => {
  const told = new Map((await standing({ query }, 'desks')).map(({ key, item }) => [key, item]));
  const changes = (await listStations(query)).flatMap(
    ({ id, post, lane, publicKey, revokedAt, retiredAt }): FeedChange[] => {
      const isOut = (revokedAt ?? retiredAt) !== undefined;
      const desk: KnownDesk = { id, post, lane, publicKey, ...(isOut && { revoked: true }) };
      const item = { desk };
      return isDeepStrictEqual(told.get(id), item) ? [] : [{ key: id, item, posts: [post] }];
    },
  );
  await writeFeed(query, 'desks', changes);
};
