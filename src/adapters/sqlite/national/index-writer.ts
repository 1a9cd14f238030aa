import type { Connection } from '../connection.ts';
import { segmentTable, stateStore, type NationalState } from './national-file.ts';
import { createMerger } from './merging.ts';
import { eventOf, isWithdrawn, otherPost, packEvent } from './posting.ts';
import { createSegments } from './segments.ts';

/** What one batch of the feed brings. Six numbers an event: up to three keys (0 where there is none), minute, post, signs. */
export type NationalBatch = {
  readonly events: Float64Array;
  /** Names by the numbers that `events` uses. */
  readonly posts: readonly string[];
  readonly state: NationalState;
};
export const eventNumbers = 6;
/** The last number of an event: 1 for an exit, 2 more for an event taken back. */
export const signs = { exit: 1, withdrawn: 2 } as const;

type Sizes = {
  /** Postings that lie in a tree until they become a segment. */
  readonly fresh: number;
  /** Such segments that become one. */
  readonly fanIn: number;
};
/** A segment is about what a day brings the country. */
const usual: Sizes = { fresh: 250_000, fanIn: 8 };

/**
 * The national index as a log-structured tree: new postings into a small B-tree, a day of them into a sorted segment, eight
 * such into a longer one. Segments are never changed; the newest word about an event counts.
 */
export const createIndexWriter = (connection: Connection, keptMinutes: number, sizes = usual) => {
  const state = stateStore(connection);
  const segments = createSegments(connection);
  const merger = createMerger(connection, segments);
  const put = connection.prepare('INSERT OR REPLACE INTO fresh (key, event, withdrawn) VALUES (?, ?, ?)');
  const count = connection.prepare<[], number>('SELECT count(*) FROM fresh').pluck();
  const postOf = connection.prepare<[string], number>('SELECT id FROM post WHERE name = ?').pluck();
  const addPost = connection.prepare(
    `INSERT INTO post (id, name) SELECT coalesce(max(id) + 1, 0), ? FROM post HAVING coalesce(max(id) + 1, 0) < ${otherPost}`,
  );
  let fresh = count.get() ?? 0;
  segments.dropStrays();

  const numberOf = (name: string): number => {
    const known = postOf.get(name);
    if (known !== undefined) return known;
    addPost.run(name);
    return postOf.get(name) ?? otherPost;
  };

  const take = connection.transaction(({ events, posts, state: next }: NationalBatch) => {
    const numbers = posts.map(numberOf);
    for (let at = 0; at < events.length; at += eventNumbers) {
      const [minute, post, sign] = [events[at + 3] ?? 0, events[at + 4] ?? 0, events[at + 5] ?? 0];
      const event = { minute, post: numbers[post] ?? otherPost, isExit: (sign & signs.exit) !== 0 };
      const posting = packEvent(event, (sign & signs.withdrawn) !== 0);
      for (let k = at; k < at + 3; k += 1) {
        const key = events[k];
        if (!key) continue;
        put.run(key, eventOf(posting), isWithdrawn(posting) ? 1 : 0);
        fresh += 1;
      }
    }
    state.write(next);
  });

  const tidy = (now: number): void => {
    if (fresh >= sizes.fresh) {
      merger.flushFresh(now);
      fresh = 0;
    }
    const young = segments.list().filter(({ level }) => level === 1);
    if (young.length >= sizes.fanIn) merger.merge(young, { level: 2, now, oldest: now - keptMinutes });
    const oldest = now - keptMinutes;
    for (const segment of segments.list()) {
      if (segment.lastMinute < oldest) segments.drop([segment]);
      // What has left the window is never shown; it leaves the disk when eight days of it are together.
      else if (segment.firstMinute < oldest - sizes.fanIn * 1440)
        merger.merge([segment], { level: segment.level, now, oldest });
    }
  };

  return {
    state: state.read,
    apply: (batch: NationalBatch, now: number): void => {
      take.immediate(batch);
      tidy(now);
    },
    /** Empties the index: the centre begins its feed anew. */
    restart: (): void => {
      connection.transaction(() => {
        for (const { id } of segments.list()) connection.exec(`DROP TABLE ${segmentTable(id)}`);
        connection.exec('DELETE FROM segment; DELETE FROM fresh; DELETE FROM post');
        state.write({ isWhole: false });
      })();
      fresh = 0;
    },
    close: (): void => void connection.close(),
  };
};
