import { hash } from 'node:crypto';
import type { VerifyReport } from '../../core/ports.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { entryKinds } from '../../domain/log.ts';
import { writeBody, type PhraseBook } from './body-codec.ts';
import { saltBytes } from './entry-rows.ts';
import { createScroll, writeAscii, writeBytes, writeInstant, writeWhole } from './scroll.ts';
import { writeLengthened } from './shorthand.ts';

export type Fault = NonNullable<VerifyReport['reason']>;
/** The last entry that holds. */
export type Head = { readonly seq: number; readonly hash: string };

/** An entry in numbers: sequence, instant, kind, length of its body, whether it has digest and personal part, length of all its bytes. */
export type CompactRow = readonly [number, number, number, number, 0 | 1, 0 | 1, number];

/**
 * Many entries in one row, because a row costs more to fetch than its bytes to decipher: their numbers as JSON, and all bytes one
 * after the other, of each entry hash, digest, body, salt, value. Asked for with: after which, up to which, how many at most.
 */
export const compactRows = `
  SELECT json_group_array(json_array(seq, at, kind, body, digest, personal, length(bytes))), CAST(group_concat(bytes, '') AS BLOB)
  FROM (
    SELECT e.seq, e.at, e.kind, length(e.body) AS body, e.digest IS NOT NULL AS digest, e.personal IS NOT NULL AS personal,
      CAST(e.hash || ifnull(e.digest, '') || e.body || ifnull(e.personal, '') AS BLOB) AS bytes
    FROM entry e WHERE e.seq > ? AND e.seq <= ? ORDER BY e.seq LIMIT ?
  )`;

const hashBytes = 32;
const [atText, bodyText, digestText, beforeText, seqText] = [
  '{"at":"',
  '","body":',
  ',"personalDigest":"',
  '","previousHash":"',
  '","seq":',
].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer, Buffer, Buffer];

/**
 * The link as `domain/log.ts` checks it, over the stored canonical bytes, without parsing what need not be parsed. Members
 * stand in canonical order: at, body, kind, personalDigest, previousHash, seq, stationId.
 */
export const createLinkCheck = (stationId: string, phrases: PhraseBook) => {
  const scroll = createScroll();
  const ending = Buffer.from(`,"stationId":${canonicalJson(stationId)}}`);
  const kindTexts = entryKinds.map((kind) => Buffer.from(`,"kind":"${kind}`));
  const digestOf = (): string => hash('sha256', scroll.bytes.subarray(0, scroll.end), 'hex');
  return (row: CompactRow, bytes: Buffer, from: number, before: Head): { fault?: Fault; hash: string } => {
    const [seq, at, kind, length, hasDigest, hasPersonal, size] = row;
    const digestAt = from + hashBytes;
    const stored = bytes.toString('hex', from, digestAt);
    if (seq !== before.seq + 1) return { fault: 'sequence-gap', hash: stored };
    const bodyAt = hasDigest ? digestAt + hashBytes : digestAt;
    const digest = hasDigest ? bytes.toString('hex', digestAt, bodyAt) : '';
    scroll.end = 0;
    writeBytes(scroll, atText);
    writeInstant(scroll, at);
    writeBytes(scroll, bodyText);
    writeBody(scroll, bytes, bodyAt, bodyAt + length, phrases);
    writeBytes(scroll, kindTexts[kind] ?? bodyText);
    if (hasDigest) {
      writeAscii(scroll, '"');
      writeBytes(scroll, digestText);
      writeAscii(scroll, digest);
    }
    writeBytes(scroll, beforeText);
    writeAscii(scroll, before.hash);
    writeBytes(scroll, seqText);
    writeWhole(scroll, seq);
    writeBytes(scroll, ending);
    if (digestOf() !== stored) return { fault: 'hash', hash: stored };
    if (!hasPersonal) return { hash: stored };
    const saltAt = bodyAt + length;
    scroll.end = 0;
    writeAscii(scroll, `${bytes.toString('hex', saltAt, saltAt + saltBytes)}\n`);
    writeLengthened(scroll, bytes, saltAt + saltBytes, from + size);
    return digestOf() === digest ? { hash: stored } : { fault: 'personal-digest', hash: stored };
  };
};
