import * as v from 'valibot';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of UTF-8 text, as 64 lower-case hex digits. Handed in, because the domain has no runtime of its own. */
export type Sha256 = (text: string) => string;

export const entryKinds = [
  'station-opened',
  'signed-in',
  'signed-out',
  'officer-saved',
  'settings-changed',
  'watchlist-imported',
  'pack-activated',
  'crossing',
  'correction',
  'void',
  'resolution',
  'shift-opened',
  'shift-closed',
  'looked-up',
  'erased',
  'restored',
  'finding-disposed',
  'backed-up',
  'refusal-served',
  'notice-acknowledged',
  'log-verified',
  'audit-viewed',
] as const;

export const hashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** The personal part of an entry and the salt that keeps its digest from being guessed (16 random bytes, hex). */
export const personalPartSchema = v.object({
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  value: v.record(v.string(), v.unknown()),
});

/** One line of a station's log. `seq` counts from 1 without a gap; `at` is an ISO 8601 instant in UTC with milliseconds. */
export const entrySchema = v.object({
  stationId: v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,64}$/)),
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: v.pipe(v.string(), v.isoTimestamp()),
  kind: v.picklist(entryKinds),
  body: v.record(v.string(), v.unknown()),
  /** Salted digest of the personal part; missing where there never was one. */
  personalDigest: v.optional(hashSchema),
  /** Hash of the entry before, 64 zeros before the first. */
  previousHash: hashSchema,
  hash: hashSchema,
});

/** An entry with its personal part, as it is stored and sent until retention erases that part. */
export const storedEntrySchema = v.object({ ...entrySchema.entries, personal: v.optional(personalPartSchema) });

export type EntryKind = (typeof entryKinds)[number];
export type PersonalPart = v.InferOutput<typeof personalPartSchema>;
export type Entry = v.InferOutput<typeof entrySchema>;
export type StoredEntry = v.InferOutput<typeof storedEntrySchema>;
export type UnsealedEntry = Omit<Entry, 'hash'>;

/** What stands before the first entry of a station. */
export const genesisHash = '0'.repeat(64);

/** Digest of a personal part: SHA-256 over salt, a line feed and the canonical value. */
export const personalDigest = (part: PersonalPart, sha256: Sha256): string =>
  sha256(`${part.salt}\n${canonicalJson(part.value)}`);

/** What an entry's hash is made of: the canonical JSON of everything but the hash and the personal part itself. */
export const entryText = (entry: UnsealedEntry): string => {
  const { stationId, seq, at, kind, body, personalDigest: digest, previousHash } = entry;
  return canonicalJson({ at, body, kind, personalDigest: digest, previousHash, seq, stationId });
};

/** Hash of an entry: SHA-256 over its canonical text. */
export const entryHash = (entry: UnsealedEntry, sha256: Sha256): string => sha256(entryText(entry));

/** Why a link does not hold; the first one found ends the check. */
export type ChainFault = 'sequence-gap' | 'previous-hash' | 'hash' | 'personal-digest' | 'station';

export type ChainHead = { readonly seq: number; readonly hash: string };

/** Checks one entry against the head before it. An erased personal part is no fault: its digest stands. */
export const checkLink = (entry: StoredEntry, head: ChainHead, sha256: Sha256): ChainFault | undefined => {
  if (entry.seq !== head.seq + 1) return 'sequence-gap';
  if (entry.previousHash !== head.hash) return 'previous-hash';
  if (entryHash(entry, sha256) !== entry.hash) return 'hash';
  if (entry.personal && personalDigest(entry.personal, sha256) !== entry.personalDigest) return 'personal-digest';
  return undefined;
};

/** Merkle root over entry hashes, leaves and nodes told apart by a prefix (RFC 6962 §2.1, over hex text). */
export const merkleRoot = (hashes: readonly string[], sha256: Sha256): string => {
  if (hashes.length === 0) return sha256('');
  let level = hashes.map((hash) => sha256(`leaf:${hash}`));
  while (level.length > 1) {
    const next: string[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as string;
      const right = level[i + 1];
      next.push(right === undefined ? left : sha256(`node:${left}${right}`));
    }
    level = next;
  }
  return level[0] as string;
};
