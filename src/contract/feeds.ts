import * as v from 'valibot';
import { noticeSchema, orderSchema } from '../domain/fleet/notice.ts';
import { officerSchema } from '../domain/officer.ts';
import { postSchema } from '../domain/post.ts';
import { travelFindingSchema } from '../domain/travel-finding.ts';
import { watchlistEntrySchema } from '../domain/watchlist/watchlist-entry.ts';

/** What the centre tells its desks, each from a cursor on: `GET /v1/feeds/:feed?after=CURSOR`, signed like every request. */
export const feedNames = ['stays', 'watchlist', 'packs', 'officers', 'posts', 'findings', 'notices', 'desks'] as const;
export type FeedName = (typeof feedNames)[number];

export const feedPath = '/v1/feeds/:feed';

/** Most items a batch carries; of some hundred kilobytes, parsed between two travellers. */
export const feedBatchSize = 2_000;

/** An answer: what was signed, as text, so that both sides sign and check the same bytes; Ed25519 over `feedText`, Base64. */
export const feedAnswerSchema = v.object({
  beket: v.literal('centre'),
  signed: v.string(),
  signature: v.string(),
});

/** The purpose stands before what is signed, so that no other signature of the centre can pass for this one. */
export const feedText = (signed: string): string => `beket-feed-1\n${signed}`;

/** Cursors are words of the centre, `epoch.number`: numbers of one epoch grow, and those of another say nothing of them. */
export const cursorPlace = (
  cursor: string | undefined,
): { readonly epoch: string; readonly number: number } | undefined => {
  const [, epoch, number] = /^([0-9a-f]+)\.(\d{1,15})$/.exec(cursor ?? '') ?? [];
  return epoch === undefined ? undefined : { epoch, number: Number(number) };
};

export const feedBatchSchema = v.object({
  centre: v.string(),
  feed: v.string(),
  /** Where this batch follows on, and the cursor behind it. Nothing stands before the first. */
  from: v.optional(v.string()),
  to: v.string(),
  /** The centre begins anew: what the desk had of this feed is to go first. */
  restart: v.optional(v.boolean()),
  /** False where this was the last there is: then the desk knows what the centre knew at `at`. */
  more: v.boolean(),
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** Post whose desks this batch is for, where posts are told different things. */
  post: v.optional(v.string()),
  /** The one desk this batch is for, where each is told its own. */
  station: v.optional(v.string()),
  /** First local day the centre holds crossings of. */
  since: v.optional(v.string()),
  /** Of crossings: entries of the logs of the asker's post up to which this feed speaks of everything, once it is whole. */
  heads: v.optional(v.record(v.string(), v.number())),
  items: v.array(v.unknown()),
});

const bit = v.picklist([0, 1]);

/**
 * A crossing that took place: keyed hashes of the person (51 bits each), whole minutes since 1970, post, 1 for an exit, 1 where
 * it is taken back. The local day follows from minute and post.
 */
export const stayItemSchema = v.tuple([v.array(v.number()), v.number(), v.string(), bit, bit]);

/** Entries of the list, put or dropped by id. */
export const watchlistItemSchema = v.union([
  v.object({ put: watchlistEntrySchema }),
  v.object({ drop: v.pipe(v.string(), v.minLength(1)) }),
]);

/** A pack as its own signer signed it; the desk checks that signature as well. */
export const packItemSchema = v.object({ pack: v.unknown() });

/** Scrypt in PHC string form, so that an officer can sign in at any desk of the post. */
export const pinHashSchema = v.pipe(
  v.string(),
  v.regex(/^\$scrypt\$ln=\d{1,2},r=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/),
);
export const officerItemSchema = v.union([
  v.object({ officer: officerSchema, pinHash: v.optional(pinHashSchema) }),
  /** Works at this post no longer. */
  v.object({ gone: officerSchema.entries.badge }),
]);

export const postItemSchema = v.union([v.object({ post: postSchema }), v.object({ drop: postSchema.entries.id })]);

export const findingItemSchema = v.object({ finding: travelFindingSchema });

/** Messages, and what the desk is to do by itself. */
export const noticeItemSchema = v.union([
  v.object({ notice: noticeSchema }),
  v.object({ order: orderSchema }),
  v.object({ drop: v.string() }),
]);

/** A desk and the key it signs with (Ed25519, SPKI DER in Base64), told to the desks of its post. */
export const deskItemSchema = v.union([
  v.object({
    desk: v.object({
      id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,64}$/)),
      post: v.string(),
      lane: v.string(),
      publicKey: v.pipe(v.string(), v.base64()),
      /** An administrator of the centre revoked it. */
      revoked: v.optional(v.boolean()),
    }),
  }),
  /** It stands at this post no longer. */
  v.object({ drop: v.string() }),
]);

export type FeedAnswer = v.InferOutput<typeof feedAnswerSchema>;
export type FeedBatch = v.InferOutput<typeof feedBatchSchema>;
export type StayItem = v.InferOutput<typeof stayItemSchema>;
export type KnownDesk = Extract<v.InferOutput<typeof deskItemSchema>, { desk: unknown }>['desk'];
