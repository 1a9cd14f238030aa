import { hash } from 'node:crypto';
import type { VerifyReport } from '../../core/ports.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { entryKinds } from '../../domain/log.ts';
import { writeBody, type PhraseBook } from './body-codec.ts';
import { createScroll, writeAscii, writeBytes, writeInstant, writeWhole } from './scroll.ts';
import { writeLengthened } from './shorthand.ts';

export type Fault = NonNullable<VerifyReport['reason']>;
/** The last entry that holds. */
export type Head = { readonly seq: number; readonly hash: string };

/**
 * An entry in two columns, because a column costs more to fetch than to decipher: when, what and how long in text, and all
 * bytes in a row: hash, digest, body, salt, value.
 */
export const compactRow = `e.seq, e.at, e.kind, length(e.body), e.digest IS NOT NULL, p.seq IS NOT NULL,
  CAST(e.hash || ifnull(e.digest, '') || e.body || ifnull(p.salt || p.value, '') AS BLOB)`;
export type CompactRow = [number, number, number, number, number, number, Buffer];

const hashBytes = 32;
const saltBytes = 16;
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
  return (row: CompactRow, before: Head): { fault?: Fault; hash: string } => {
    const [seq, at, kind, length, hasDigest, hasPersonal, bytes] = row;
    const stored = bytes.toString('hex', 0, hashBytes);
    if (seq !== before.seq + 1) return { fault: 'sequence-gap', hash: stored };
    const digest = hasDigest ? bytes.toString('hex', hashBytes, 2 * hashBytes) : '';
    const bodyAt = hasDigest ? 2 * hashBytes : hashBytes;
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
    writeLengthened(scroll, bytes, saltAt + saltBytes, bytes.length);
    return digestOf() === digest ? { hash: stored } : { fault: 'personal-digest', hash: stored };
  };
};
