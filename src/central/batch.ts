import * as v from 'valibot';
import {
  entryHash,
  hashSchema,
  personalDigest,
  personalPartSchema,
  entrySchema,
  type StoredEntry,
} from '../domain/log.ts';
import { endInstant, firstInstant } from './partitions.ts';
import { sha256 } from './secrets.ts';

/**
 * The shell of an entry as the centre needs it. The kind is any word: an older centre keeps what a newer desk writes, and
 * members that neither knows are kept as they came (T17).
 */
const shellSchema = v.object({
  ...entrySchema.entries,
  kind: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  personal: v.optional(personalPartSchema),
});

export type EntryFault = 'not-json' | 'schema' | 'station' | 'time' | 'sequence' | 'hash' | 'personal-digest' | 'body';

/** One line of a batch, read as far as it can be read. `fault` says why it is not an entry to be trusted. */
export type Offered = {
  readonly seq: number;
  /** As it claims; missing where the line could not be read. */
  readonly hash?: string;
  readonly previousHash?: string;
  readonly raw: unknown;
  readonly line: string;
  readonly entry?: StoredEntry;
  readonly fault?: EntryFault;
};

export type Batch = {
  readonly offered: readonly Offered[];
  /** False where hashes were left out and what was recomputed does not fit: then nobody can say which line is wrong. */
  readonly isSound: boolean;
};

type Computed = { readonly hash: boolean; readonly digest: boolean };

const isHash = (value: unknown): value is string => v.is(hashSchema, value);

const parseLine = (line: string): Record<string, unknown> | undefined => {
  try {
    const raw: unknown = JSON.parse(line);
    return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { ...raw } : undefined;
  } catch {
    return undefined;
  }
};

/** Fills in what the desk left out because it follows from the rest; what is there is never touched. */
const fillIn = (raw: Record<string, unknown>, stationId: string, previousHash: string | undefined): Computed => {
  const computed = { hash: raw.hash === undefined, digest: false };
  raw.stationId ??= stationId;
  raw.previousHash ??= previousHash;
  const personal = raw.personal;
  if (raw.personalDigest === undefined && v.is(personalPartSchema, personal)) {
    raw.personalDigest = personalDigest(personal, sha256);
    computed.digest = true;
  }
  if (computed.hash) raw.hash = entryHash(raw as unknown as StoredEntry, sha256);
  return computed;
};

/** What was computed here needs no second computing: the hash at the end of the batch vouches for it. */
const faultOf = (raw: Record<string, unknown>, stationId: string, computed: Computed): EntryFault | undefined => {
  if (!v.is(shellSchema, raw)) return 'schema';
  const entry = raw as unknown as StoredEntry;
  const { personal } = entry;
  if (entry.stationId !== stationId) return 'station';
  if (!computed.hash && entryHash(entry, sha256) !== entry.hash) return 'hash';
  if (!computed.digest && personal && personalDigest(personal, sha256) !== entry.personalDigest)
    return 'personal-digest';
  const at = Date.parse(entry.at);
  return at >= firstInstant && at < endInstant ? undefined : 'time';
};

/** Reads a batch. `after` is the sequence before its first line: it places a line that nobody can read. */
export const readBatch = (text: string, stationId: string, after: number): Batch => {
  let [isThin, isBroken, endsInHash] = [false, false, true];
  let previousHash: string | undefined;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const offered = lines.map((line, index): Offered => {
    const place = after + 1 + index;
    const raw = parseLine(line);
    if (!raw) {
      isBroken = true;
      previousHash = undefined;
      return { seq: place, raw: undefined, line: line.replaceAll('\0', '\uFFFD'), fault: 'not-json' };
    }
    endsInHash = raw.hash !== undefined;
    if (!endsInHash) isThin = true;
    const fault = faultOf(raw, stationId, fillIn(raw, stationId, previousHash));
    if (fault || (previousHash !== undefined && raw.previousHash !== previousHash)) isBroken = true;
    const hash = isHash(raw.hash) ? raw.hash : undefined;
    previousHash = hash;
    const known = { hash, previousHash: isHash(raw.previousHash) ? raw.previousHash : undefined, raw, line };
    // A sequence that its own hash does not vouch for is not to be believed: the place in the batch is.
    if (fault) return { ...known, seq: place, fault: fault === 'hash' && raw.seq !== place ? 'sequence' : fault };
    return { ...known, seq: raw.seq as number, entry: raw as unknown as StoredEntry };
  });
  return { offered, isSound: !isThin || (!isBroken && endsInHash) };
};
