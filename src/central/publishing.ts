import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { pinHashSchema } from '../contract/feeds.ts';
import { officerSchema } from '../domain/officer.ts';
import { postSchema } from '../domain/post.ts';
import { checkPackValue } from '../domain/rules/pack-check.ts';
import { compareVersions, signedPackSchema, signedPackText, type SignedPack } from '../domain/rules/signed-pack.ts';
import { parseWatchlistCsv } from '../domain/watchlist/watchlist-csv.ts';
import type { Database } from './database.ts';
import { feedRow, lockFeed, standing, writeFeed, type FeedChange } from './feed-items.ts';
import { hashPin } from './pin-hash.ts';
import { isSignedText } from './signed-request.ts';

/** What became of something an administrator published; `problems` are for that administrator's eyes. */
export type Published = {
  readonly put: number;
  readonly dropped: number;
  readonly problems?: readonly unknown[];
};
export type NotPublished = { readonly message: string; readonly problems?: readonly unknown[] };

const postId = postSchema.entries.id;
export const officerRequestSchema = v.object({
  officer: officerSchema,
  /** As at a desk; needed for somebody new, unless a hash is given. */
  pin: v.optional(v.pipe(v.string(), v.regex(/^\d{4,12}$/))),
  pinHash: v.optional(pinHashSchema),
  /** Where this officer works; at every post where it is left out. */
  posts: v.optional(v.array(postId)),
});
export const postRequestSchema = v.union([v.object({ post: postSchema }), v.object({ drop: postId })]);

/** The whole list as it is to be from now on; desks are sent what changed. */
export const publishWatchlist = async (database: Database, csv: string): Promise<Published | NotPublished> => {
  const { entries, problems } = parseWatchlistCsv(csv);
  if (entries.length === 0) return { message: 'There is no entry in this list.', problems };
  return database.transaction(async (query) => {
    await lockFeed(query, 'watchlist');
    const before = new Map((await standing({ query }, 'watchlist')).map(({ key, item }) => [key, item]));
    const puts: FeedChange[] = entries
      .filter((entry) => !isDeepStrictEqual(before.get(entry.id), { put: entry }))
      .map((entry) => ({ key: entry.id, item: { put: entry } }));
    const wanted = new Set(entries.map(({ id }) => id));
    const drops = [...before.keys()].filter((id) => !wanted.has(id)).map((key) => ({ key }));
    await writeFeed(query, 'watchlist', [...puts, ...drops]);
    return { put: puts.length, dropped: drops.length, problems };
  });
};

/** A pack that its signer signed and that is newer than the last one of its state. */
export const publishPack = async (database: Database, value: unknown): Promise<Published | NotPublished> => {
  const parsed = v.safeParse(signedPackSchema, value);
  if (!parsed.success) return { message: 'This is no signed pack.' };
  const signed: SignedPack = parsed.output;
  if (!isSignedText(signed.publicKey, signedPackText(signed.pack), signed.signature)) {
    return { message: 'The signature of the pack does not fit.' };
  }
  const { pack, problems } = checkPackValue(signed.pack);
  if (!pack) return { message: 'The pack cannot be used.', problems };
  return database.transaction(async (query) => {
    await lockFeed(query, 'packs');
    const packs = (await standing({ query }, 'packs')).map(({ item }) => item as { version: string; state: string });
    const newer = packs.find(
      ({ state, version }) => state === pack.state && compareVersions(pack.version, version) <= 0,
    );
    if (newer) return { message: `Version ${newer.version} has been published; this is ${pack.version}.` };
    const item = { pack: signed, state: pack.state, version: pack.version };
    await writeFeed(query, 'packs', [{ key: `${pack.state} ${pack.version}`, item }]);
    return { put: 1, dropped: 0 };
  });
};

export const publishOfficer = async (database: Database, value: unknown): Promise<Published | NotPublished> => {
  const parsed = v.safeParse(officerRequestSchema, value);
  if (!parsed.success) return { message: `officer, pin and posts: ${parsed.issues[0].message}` };
  const { officer, pin, posts, pinHash: given } = parsed.output;
  const pinHash = given ?? (pin === undefined ? undefined : await hashPin(pin));
  return database.transaction(async (query) => {
    await lockFeed(query, 'officers');
    const before = (await feedRow(query, 'officers', officer.badge))?.item as { pinHash?: string } | undefined;
    const hash = pinHash ?? before?.pinHash;
    if (hash === undefined) return { message: 'Somebody new needs a PIN.' };
    await writeFeed(query, 'officers', [{ key: officer.badge, item: { officer, pinHash: hash }, posts }]);
    return { put: 1, dropped: 0 };
  });
};

export const publishPost = async (database: Database, value: unknown): Promise<Published | NotPublished> => {
  const parsed = v.safeParse(postRequestSchema, value);
  if (!parsed.success) return { message: `post or drop: ${parsed.issues[0].message}` };
  const change = parsed.output;
  await database.transaction((query) =>
    writeFeed(query, 'posts', ['post' in change ? { key: change.post.id, item: change } : { key: change.drop }]),
  );
  return 'post' in change ? { put: 1, dropped: 0 } : { put: 0, dropped: 1 };
};
