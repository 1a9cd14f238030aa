import * as v from 'valibot';
import { hashSchema } from '../domain/log.ts';
import { stickAnswerFileSchema, stickKeySchema } from './stick.ts';

/** Every call a station makes to the centre. Bodies are JSON; `/entries` is one entry a line (NDJSON). */
export const uplinkPaths = {
  enrol: '/v1/enrol',
  head: '/v1/stations/:stationId/head',
  entries: '/v1/stations/:stationId/entries',
  /** The same with bodies in zstd. A path of its own: a centre that does not know it says so, and takes nothing for text. */
  entriesZstd: '/v2/stations/:stationId/entries',
  /** Another desk's entries, sealed as for a stick, brought by this one. */
  carried: '/v1/stations/:stationId/carried',
} as const;

/** Largest batch a station sends, in entries. */
export const batchSize = 500;

export const enrolRequestSchema = v.object({
  /** The one-time code an administrator of the centre issued. */
  code: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
  stationId: v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,64}$/)),
  post: v.string(),
  lane: v.string(),
  /** Ed25519 public key, SPKI DER in Base64. */
  publicKey: v.string(),
});
export const enrolResponseSchema = v.object({
  beket: v.literal('centre'),
  centreId: v.string(),
  acknowledged: v.number(),
  /** Public key of the centre (Ed25519, SPKI DER in Base64) that signs its feeds; an older centre has none. */
  key: v.optional(v.pipe(v.string(), v.base64())),
  /** 32 bytes in hex: the key of the keyed hashes by which persons are found in the feed of crossings. */
  stayKey: v.optional(hashSchema),
  /** What the desk seals a stick to where there is no line. */
  stickKey: v.optional(stickKeySchema),
});

/** `beket: 'centre'` in every answer: a captive portal's 200 is never an acknowledgement (T15). */
export const headResponseSchema = v.object({
  beket: v.literal('centre'),
  acknowledged: v.number(),
  hash: v.optional(hashSchema),
  /** Versions of `/entries` the centre takes; an older one says nothing and takes the first (T17). */
  protocols: v.optional(v.array(v.number())),
  at: v.string(),
});
export const entriesResponseSchema = v.object({
  beket: v.literal('centre'),
  /** Highest sequence up to which the centre holds everything. */
  acknowledged: v.number(),
  /** Entries it would not take, with the reason; the rest flows (T11). */
  rejected: v.array(v.object({ seq: v.number(), reason: v.string() })),
  at: v.string(),
});

/** The centre's answer for the desk that wrote what was brought, or why nothing of it was taken; an older centre knows no such call. */
export const carriedResponseSchema = v.object({
  beket: v.literal('centre'),
  answer: v.optional(stickAnswerFileSchema),
  refused: v.optional(v.string()),
  at: v.string(),
});

/** Refusals of the centre, as `{ beket: 'centre', error: { code, message } }`. */
export const uplinkErrorCodes = [
  'bad-code',
  'unknown-station',
  'revoked',
  'bad-signature',
  /** The nonce was seen before: the same request again, or somebody who recorded it. A new nonce is a new request. */
  'replayed',
  'clock-skew',
  'gap',
  'fork',
  'bad-chain',
  'bad-schema',
  'too-large',
  'not-allowed',
  'no-such-station',
] as const;
export const uplinkErrorSchema = v.object({
  beket: v.literal('centre'),
  error: v.object({
    code: v.picklist(uplinkErrorCodes),
    message: v.string(),
    /** Where the desk is to go on: the highest sequence up to which the centre holds everything. */
    acknowledged: v.optional(v.number()),
    /** The centre's clock, ISO 8601. */
    at: v.optional(v.string()),
  }),
});

/** Seconds a signed request stays good on either side of the centre's clock. */
export const signatureWindowSeconds = 300;

/** Versions of `/entries` that this centre takes: 1 plain or gzip, 2 zstd. */
export const protocols = [1, 2] as const;

export const entriesMediaType = 'application/x-ndjson';

/**
 * Signed requests carry these headers, enrolment too (by the key it brings); `time` is an ISO 8601 instant. The signature is Ed25519 over the canonical text
 * `METHOD\nPATH\nSTATION\nTIME\nNONCE\nSHA256(body)` (hex digest of the bytes sent).
 */
export const signatureHeaders = {
  station: 'x-beket-station',
  time: 'x-beket-time',
  nonce: 'x-beket-nonce',
  signature: 'x-beket-signature',
} as const;

/** The text both sides sign and check. `bodyHash` is the lower-case hex SHA-256 of the body as sent. */
export const signedText = (parts: {
  method: string;
  path: string;
  station: string;
  time: string;
  nonce: string;
  bodyHash: string;
}): string => [parts.method, parts.path, parts.station, parts.time, parts.nonce, parts.bodyHash].join('\n');

export type EnrolRequest = v.InferOutput<typeof enrolRequestSchema>;
export type EnrolResponse = v.InferOutput<typeof enrolResponseSchema>;
export type HeadResponse = v.InferOutput<typeof headResponseSchema>;
export type EntriesResponse = v.InferOutput<typeof entriesResponseSchema>;
export type CarriedResponse = v.InferOutput<typeof carriedResponseSchema>;
export type UplinkErrorCode = (typeof uplinkErrorCodes)[number];
