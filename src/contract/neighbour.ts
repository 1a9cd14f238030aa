import * as v from 'valibot';
import { hashSchema } from '../domain/log.ts';
import { feedAnswerSchema, stayItemSchema } from './feeds.ts';
import { stickAnswerFileSchema } from './stick.ts';

/** What desks of one post ask each other over the local network: one path, one signed question, one sealed and signed answer. */
export const neighbourPath = '/v1/neighbour';
export const neighbourVersion = 1;
/** Where a desk listens when nothing else is set. */
export const usualNeighbourPort = 7390;

/** A question is cursors and answers of the centre, in bytes. */
export const longestQuestion = 64 * 1024;
/** A batch of each feed, a day of crossings and a parcel stay well below. */
export const longestTidings = 8 * 1024 * 1024;
/** Entries looked through for one answer. */
export const entriesATime = 500;
/** Entries in one parcel: sealed between two travellers. */
export const parcelSize = 300;

const base64 = v.pipe(v.string(), v.base64());
const station = v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const instant = v.pipe(v.string(), v.isoTimestamp());

/** `host:port` of another desk; an IPv6 address in brackets. */
export const neighbourAddressSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(260),
  v.regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/),
  v.check((address) => Number(/\d+$/.exec(address)?.[0]) <= 65_535),
);

/** How far the asker knows another desk's log: crossings up to `after`, whose hash it may say; sealed entries up to `carried`. */
const knownSchema = v.object({
  after: count,
  hash: v.optional(hashSchema),
  /** Missing where the asker takes no parcels. */
  carried: v.optional(count),
});

export const neighbourQuestionSchema = v.object({
  beket: v.literal('neighbour'),
  version: v.number(),
  centre: v.string(),
  /** X25519 public key made for this question alone (SPKI DER in Base64): the answer is sealed to it. */
  ephemeral: base64,
  known: v.record(station, knownSchema),
  /** Cursor of each feed, and the centre's instant of it. */
  feeds: v.record(v.string(), v.object({ cursor: v.optional(v.string()), at: v.optional(v.string()) })),
  /** What the centre acknowledged of others, by its own signature. */
  answers: v.array(stickAnswerFileSchema),
});

/** A crossing as the centre's feed would tell it, and as it was told before a correction: [seq, last entry about it, events]. */
export const neighbourStaySchema = v.tuple([count, count, v.array(stayItemSchema)]);

/** What is sealed into an answer. */
export const tidingsSchema = v.object({
  lane: v.string(),
  at: instant,
  /** Last entry of the log that answers, and how much of it the centre has acknowledged. */
  head: count,
  acknowledged: count,
  /** The log is not the one the asker knew: what came from it is to go first. */
  restart: v.optional(v.boolean()),
  stays: v.object({
    rows: v.array(neighbourStaySchema),
    next: count,
    hash: v.optional(hashSchema),
    more: v.boolean(),
  }),
  batches: v.array(v.object({ feed: v.string(), answer: feedAnswerSchema })),
  /** Entries sealed to the centre's key, for whoever gets the line first. */
  parcel: v.optional(v.object({ after: count, to: count, bytes: base64 })),
  answers: v.array(stickAnswerFileSchema),
});

export const neighbourAnswerSchema = v.object({
  beket: v.literal('neighbour'),
  station,
  ephemeral: base64,
  sealed: base64,
  signature: base64,
});

/** What the answering desk signs: who asked, by which question, and the digest of what is sealed. */
export const neighbourAnswerText = (parts: {
  asker: string;
  station: string;
  nonce: string;
  ephemeral: string;
  digest: string;
}): string => ['beket-neighbour-1', parts.asker, parts.station, parts.nonce, parts.ephemeral, parts.digest].join('\n');

export const neighbourRefusals = [
  /** The centre never told this desk of the asker. */
  'unknown-desk',
  'revoked',
  'bad-signature',
  'replayed',
  'clock-skew',
  'other-centre',
  'bad-question',
  'too-many',
  /** The asker is this very desk. */
  'itself',
] as const;
export const neighbourRefusalSchema = v.object({
  beket: v.literal('neighbour'),
  error: v.object({ code: v.picklist(neighbourRefusals), at: v.optional(v.string()) }),
});

export type NeighbourQuestion = v.InferOutput<typeof neighbourQuestionSchema>;
export type NeighbourStay = v.InferOutput<typeof neighbourStaySchema>;
export type Tidings = v.InferOutput<typeof tidingsSchema>;
export type NeighbourAnswer = v.InferOutput<typeof neighbourAnswerSchema>;
export type NeighbourRefusal = (typeof neighbourRefusals)[number];
