import * as v from 'valibot';
import { canonicalJson } from '../domain/canonical-json.ts';
import { entrySchema, entryText, hashSchema, personalPartSchema, type StoredEntry } from '../domain/log.ts';
import { endInstant, firstInstant } from './partitions.ts';
import { quickCheck } from './quick-check.ts';
import { sha256 } from './secrets.ts';

/**
 * The shell of an entry as the centre needs it. The kind is any word: an older centre keeps what a newer desk writes, and
 * members that neither knows are kept as they came (T17).
 */
const shellSchema = v.object({
  ...entrySchema.entries,
  kind: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/)),
});
const shellNames = new Set([...Object.keys(entrySchema.entries), 'personal']);

export type EntryFault = 'not-json' | 'schema' | 'station' | 'time' | 'sequence' | 'hash' | 'personal-digest' | 'body';

/** One line of a batch, read as far as it can be read. `fault` says why it is not an entry to be trusted. */
export type Offered = {
  readonly seq: number;
  /** As it claims; missing where the line could not be read. */
  readonly hash?: string;
  readonly previousHash?: string;
  /** As it is kept: without the personal part, which is kept beside it and may be erased. */
  readonly line: string;
  readonly personal?: string;
  readonly entry?: StoredEntry;
  readonly fault?: EntryFault;
};

export type Batch = {
  readonly offered: readonly Offered[];
  /** False where hashes were left out and what was recomputed does not fit: then nobody can say which line is wrong. */
  readonly isSound: boolean;
};

type Raw = Record<string, unknown>;

const checkHash = quickCheck(hashSchema);
const isHash = (value: unknown): value is string => checkHash(value);
const isShell = quickCheck(shellSchema);
const checkPersonal = quickCheck(personalPartSchema);
const isPersonal = (value: unknown): value is v.InferOutput<typeof personalPartSchema> => checkPersonal(value);

const parseLine = (line: string): Raw | undefined => {
  try {
    const raw: unknown = JSON.parse(line);
    return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Raw) : undefined;
  } catch {
    return undefined;
  }
};

/** The personal part as its digest is made over it. `text` is how it is kept: the canonical value is not written twice. */
const readPersonal = (personal: unknown): { digest: string; text: string } | undefined => {
  if (!isPersonal(personal)) return undefined;
  const value = canonicalJson(personal.value);
  const isBare = Object.keys(personal).length === 2;
  return {
    digest: sha256(`${personal.salt}\n${value}`),
    text: isBare ? `{"salt":"${personal.salt}","value":${value}}` : JSON.stringify(personal),
  };
};

const isDated = (at: string): boolean => {
  const instant = Date.parse(at);
  return instant >= firstInstant && instant < endInstant;
};

type Read = { readonly fault?: EntryFault; readonly line: string; readonly personal?: string };

/**
 * Fills in what the desk left out because it follows from the rest, and checks what is there, which is never touched. The
 * text the hash is made over is what is kept, unless there are members that we do not know (T17).
 */
const readEntry = (raw: Raw, stationId: string, previousHash: string | undefined): Read => {
  raw.stationId ??= stationId;
  raw.previousHash ??= previousHash;
  const personal = raw.personal === undefined ? undefined : readPersonal(raw.personal);
  raw.personalDigest ??= personal?.digest;
  const text = entryText(raw as unknown as StoredEntry);
  const hash = sha256(text);
  raw.hash ??= hash;
  const written = raw.personal === undefined ? undefined : (personal?.text ?? JSON.stringify(raw.personal));
  const fault = faultOf(raw, { stationId, hash, personal });
  if (fault || !Object.keys(raw).every((name) => shellNames.has(name))) {
    return { fault, line: JSON.stringify({ ...raw, personal: undefined }), personal: written };
  }
  return { line: `${text.slice(0, -1)},"hash":"${hash}"}`, personal: written };
};

type Computed = { stationId: string; hash: string; personal: { digest: string } | undefined };

const faultOf = (raw: Raw, { stationId, hash, personal }: Computed): EntryFault | undefined => {
  if ((raw.personal !== undefined && !personal) || !isShell(raw)) return 'schema';
  if (raw.stationId !== stationId) return 'station';
  if (raw.hash !== hash) return 'hash';
  if (personal && raw.personalDigest !== personal.digest) return 'personal-digest';
  return isDated(raw.at as string) ? undefined : 'time';
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
      return { seq: place, line: line.replaceAll('\0', '\uFFFD'), fault: 'not-json' };
    }
    endsInHash = raw.hash !== undefined;
    if (!endsInHash) isThin = true;
    const { fault, ...kept } = readEntry(raw, stationId, previousHash);
    if (fault || (previousHash !== undefined && raw.previousHash !== previousHash)) isBroken = true;
    const hash = isHash(raw.hash) ? raw.hash : undefined;
    previousHash = hash;
    const known = { ...kept, hash, previousHash: isHash(raw.previousHash) ? raw.previousHash : undefined };
    // A sequence that its own hash does not vouch for is not to be believed: the place in the batch is.
    if (fault) return { ...known, seq: place, fault: fault === 'hash' && raw.seq !== place ? 'sequence' : fault };
    return { ...known, seq: raw.seq as number, entry: raw as unknown as StoredEntry };
  });
  return { offered, isSound: !isThin || (!isBroken && endsInHash) };
};
