import * as v from 'valibot';
import { hashSchema } from '../domain/log.ts';

/** The way without a line: a desk's entries on a stick, sealed to the centre's key, and the centre's answer back. */
export const stickVersion = 1;
/** How a file on a stick is called, and the centre's answer beside it. */
export const stickEnding = '.beket-stick';
export const stickAnswerEnding = '.answer';
/** Entries in one sealed piece. */
export const stickBatch = 1_000;

const base64 = v.pipe(v.string(), v.base64());
const station = v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** X25519 public key of a centre (SPKI DER in Base64), and its own signature over `stickKeyText`: nobody slips in another. */
export const stickKeySchema = v.object({ key: base64, signature: base64 });
export const stickKeyText = (key: string): string => `beket-stick-key-1\n${key}`;

/** First line of the file. The rest is sealed: each piece is its length (4 bytes, big-endian), AES-256-GCM text and tag. */
export const stickHeaderSchema = v.object({
  beket: v.literal('stick'),
  version: v.number(),
  stationId: station,
  centreId: v.string(),
  /** The entries are those after this one, up to `to`. */
  after: count,
  to: count,
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** X25519 public key made for this file alone, SPKI DER in Base64. */
  ephemeral: base64,
});
/** What HKDF-SHA-256 derives the file's key for (RFC 5869); the salt is both public keys. */
export const stickPurpose = 'beket-stick-1';

/** The last piece: the desk's signature over `stickEndText` of all before it. A file without it is cut. */
export const stickEndSchema = v.object({ end: count, signature: base64 });
export const stickEndText = (digest: string): string => `beket-stick-1\n${digest}`;

/** The centre's answer file: what was signed, as text, and its Ed25519 signature over `stickAnswerText`. */
export const stickAnswerFileSchema = v.object({
  beket: v.literal('stick-answer'),
  version: v.number(),
  signed: v.string(),
  signature: base64,
});
export const stickAnswerText = (signed: string): string => `beket-stick-answer-1\n${signed}`;
export const stickAnswerSchema = v.object({
  stationId: station,
  centreId: v.string(),
  /** Highest sequence up to which the centre holds everything, and the hash of that entry where it is known. */
  acknowledged: count,
  hash: v.optional(hashSchema),
  at: v.pipe(v.string(), v.isoTimestamp()),
});

export type StickKey = v.InferOutput<typeof stickKeySchema>;
export type StickHeader = v.InferOutput<typeof stickHeaderSchema>;
export type StickAnswerFile = v.InferOutput<typeof stickAnswerFileSchema>;
export type StickAnswer = v.InferOutput<typeof stickAnswerSchema>;
