import { entryKinds, type StoredEntry } from '../../domain/log.ts';
import { packMembers, type PhraseBook } from './body-codec.ts';
import { bodyValues } from './body-values.ts';
import type { Connection } from './connection.ts';
import type { Sealed } from './sealing.ts';
import { lengthen, shorten } from './shorthand.ts';

/** `seq, at, kind, body, digest, hash, salt, value`, as a raw row. */
export type EntryRow = [number, number, number, Buffer, Buffer | null, Buffer, Buffer | null, Buffer | null];

export const entryColumns = 'e.seq, e.at, e.kind, e.body, e.digest, e.hash, p.salt, p.value';
export const entryTables = 'entry e LEFT JOIN personal p ON p.seq = e.seq';

const hex = (bytes: Buffer): string => bytes.toString('hex');

/** An entry from its row; the hash of the entry before comes from the row before. */
export const entryOf = (row: EntryRow, stationId: string, previousHash: string, phrases: PhraseBook): StoredEntry => {
  const [seq, at, kind, body, digest, hash, salt, value] = row;
  return {
    stationId,
    seq,
    at: new Date(at).toISOString(),
    kind: entryKinds[kind] as StoredEntry['kind'],
    body: bodyValues(body, phrases),
    ...(digest && { personalDigest: hex(digest) }),
    previousHash,
    hash: hex(hash),
    ...(salt &&
      value && { personal: { salt: hex(salt), value: JSON.parse(lengthen(value)) as Record<string, unknown> } }),
  };
};

/** Writes entries; personal parts go to a table of their own, so that retention can erase them. */
export const createEntryWriter = (connection: Connection, phrases: PhraseBook): ((sealed: Sealed) => void) => {
  const insert = connection.prepare('INSERT INTO entry (seq, at, kind, body, digest, hash) VALUES (?, ?, ?, ?, ?, ?)');
  const insertPersonal = connection.prepare('INSERT INTO personal (seq, salt, value) VALUES (?, ?, ?)');
  return ({ entry, bodyMembers, personal }) => {
    const { seq, at, kind, personalDigest, hash } = entry;
    insert.run(
      seq,
      Date.parse(at),
      entryKinds.indexOf(kind),
      packMembers(bodyMembers, phrases),
      personalDigest === undefined ? null : Buffer.from(personalDigest, 'hex'),
      Buffer.from(hash, 'hex'),
    );
    if (personal) insertPersonal.run(seq, Buffer.from(personal.salt, 'hex'), shorten(personal.text));
  };
};
