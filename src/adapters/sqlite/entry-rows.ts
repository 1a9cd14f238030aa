import { entryKinds, type StoredEntry } from '../../domain/log.ts';
import { packMembers, type PhraseBook } from './body-codec.ts';
import { bodyValues } from './body-values.ts';
import type { Connection } from './connection.ts';
import type { Sealed } from './sealing.ts';
import { lengthen, shorten } from './shorthand.ts';

/** `seq, at, kind, body, digest, hash, personal`, as a raw row. */
export type EntryRow = [number, number, number, Buffer, Buffer | null, Buffer, Buffer | null];

export const entryColumns = 'e.seq, e.at, e.kind, e.body, e.digest, e.hash, e.personal';

/** A stored personal part is its salt, then its value. */
export const saltBytes = 16;

/** The value of a stored personal part. */
export const personalValue = (stored: Buffer): Record<string, unknown> =>
  JSON.parse(lengthen(stored.subarray(saltBytes))) as Record<string, unknown>;

const hex = (bytes: Buffer): string => bytes.toString('hex');

/** An entry from its row; the hash of the entry before comes from the row before. */
export const entryOf = (row: EntryRow, stationId: string, previousHash: string, phrases: PhraseBook): StoredEntry => {
  const [seq, at, kind, body, digest, hash, personal] = row;
  return {
    stationId,
    seq,
    at: new Date(at).toISOString(),
    kind: entryKinds[kind] as StoredEntry['kind'],
    body: bodyValues(body, phrases),
    ...(digest && { personalDigest: hex(digest) }),
    previousHash,
    hash: hex(hash),
    ...(personal && {
      personal: { salt: hex(personal.subarray(0, saltBytes)), value: personalValue(personal) },
    }),
  };
};

const personalBytes = ({ salt, text }: NonNullable<Sealed['personal']>): Buffer => {
  const short = shorten(text);
  const bytes = Buffer.allocUnsafe(saltBytes + Buffer.byteLength(short));
  bytes.write(salt, 'hex');
  bytes.write(short, saltBytes);
  return bytes;
};

/** Writes entries, the personal part last in the row: retention empties it. Prepared at the first: an older log is only read. */
export const createEntryWriter = (connection: Connection, phrases: PhraseBook): ((sealed: Sealed) => void) => {
  const prepare = () =>
    connection.prepare('INSERT INTO entry (seq, at, kind, body, digest, hash, personal) VALUES (?, ?, ?, ?, ?, ?, ?)');
  let insert: ReturnType<typeof prepare> | undefined;
  return ({ entry, bodyMembers, personal }) => {
    const { seq, at, kind, personalDigest, hash } = entry;
    insert ??= prepare();
    insert.run(
      seq,
      Date.parse(at),
      entryKinds.indexOf(kind),
      packMembers(bodyMembers, phrases),
      personalDigest === undefined ? null : Buffer.from(personalDigest, 'hex'),
      Buffer.from(hash, 'hex'),
      personal ? personalBytes(personal) : null,
    );
  };
};
