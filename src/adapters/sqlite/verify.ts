import { hash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import type { VerifyReport } from '../../core/ports.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { entryKinds, genesisHash, type EntryKind } from '../../domain/log.ts';
import { writeBody, type PhraseBook } from './body-codec.ts';
import type { Connection } from './connection.ts';
import { entryTables } from './entry-rows.ts';
import { projectionTables } from './projections.ts';
import { createScroll, writeAscii, writeBytes, writeInstant, writeWhole } from './scroll.ts';
import { writeLengthened } from './shorthand.ts';

type Fault = NonNullable<VerifyReport['reason']>;
type Head = { seq: number; hash: string };

const slice = 2000;

/**
 * An entry in two columns, because a column costs more to fetch than to decipher: when, what and how long in text, and all
 * bytes in a row: hash, digest, body, salt, value.
 */
const compactRow = `e.seq, e.at, e.kind, length(e.body), e.digest IS NOT NULL, p.seq IS NOT NULL,
  CAST(e.hash || ifnull(e.digest, '') || e.body || ifnull(p.salt || p.value, '') AS BLOB)`;
type CompactRow = [number, number, number, number, number, number, Buffer];

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
const createLinkCheck = (stationId: string, phrases: PhraseBook) => {
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

/** What the log knows of its own length beside its entries: marks it left, and what the centre has acknowledged. */
const cutTail = (
  connection: Connection,
  head: Head,
  acknowledged: number,
): { firstBad: number; reason: Fault } | undefined => {
  const marks = connection.prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM mark ORDER BY seq').all();
  const hashAt = connection.prepare<[number], Buffer>('SELECT hash FROM entry WHERE seq = ?').pluck();
  for (const { seq, hash } of marks) {
    if (seq > head.seq) return { firstBad: head.seq + 1, reason: 'sequence-gap' };
    if (!hashAt.get(seq)?.equals(hash)) return { firstBad: seq, reason: 'previous-hash' };
  }
  return acknowledged > head.seq ? { firstBad: head.seq + 1, reason: 'sequence-gap' } : undefined;
};

const crossingKind = entryKinds.indexOf('crossing');
const activationKind = entryKinds.indexOf('pack-activated');
const hour = 3_600_000;
/** Offsets a post of this border may have: a run of a day need not be counted again to be seen to be wrong. */
const offsets = { least: 2 * hour, most: 12 * hour };

/** Tells whether a crossing lies in a run of the day it can belong to. Entries are asked about in order. */
const createDayCheck = (connection: Connection): ((seq: number, at: number) => boolean) => {
  const runs = connection.prepare<[], [number, number]>('SELECT seq, day FROM day_run ORDER BY seq').raw().all();
  let i = -1;
  return (seq, at) => {
    while ((runs[i + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= seq) i += 1;
    const day = runs[i]?.[1] ?? Number.NaN;
    return (
      day >= Math.floor((at + offsets.least) / (24 * hour)) && day <= Math.floor((at + offsets.most) / (24 * hour))
    );
  };
};

const kindNumbers = (...kinds: EntryKind[]): string => kinds.map((kind) => entryKinds.indexOf(kind)).join();

/** Tables that must hold as many rows as the log has entries of some kinds. */
const counted: readonly (readonly [string, string])[] = [
  ['laid_over', kindNumbers('correction', 'void', 'resolution')],
];

/** Reads through everything that is made from the log or lies beside it, so that no page of the file goes unread. */
const projectionsHold = (connection: Connection, activations: number): boolean => {
  const count = (from: string): unknown => connection.prepare(`SELECT count(*) FROM ${from}`).pluck().get();
  try {
    for (const table of [...projectionTables, 'mark', 'setting', 'officer', 'watch_entry', 'watch_key', 'erasure']) {
      count(table);
    }
    // A pack is longer than a page: its length is read where a count would not read it.
    connection.prepare('SELECT sum(length(kept)) FROM rule_pack').get();
    if (count('pack_activation') !== activations) return false;
    return counted.every(([table, kinds]) => count(table) === count(`entry WHERE kind IN (${kinds})`));
  } catch {
    return false;
  }
};

/** The last entries alone, as they are checked at every start. */
export const verifyTail = (
  { connection, phrases, stationId }: Omit<VerifyParts, 'acknowledged'>,
  count: number,
): { seq: number; firstBad?: number } => {
  const last = lengthOf(connection);
  const from = Math.max(0, last - count);
  const hashAt = connection.prepare<[number], Buffer>('SELECT hash FROM entry WHERE seq = ?').pluck();
  let head: Head = { seq: from, hash: from === 0 ? genesisHash : (hashAt.get(from)?.toString('hex') ?? '') };
  const check = createLinkCheck(stationId ?? '', phrases);
  for (const row of rowsAfter(connection).all(from, count)) {
    const { fault, hash } = check(row, head);
    if (fault) return { seq: last, firstBad: head.seq + 1 };
    head = { seq: row[0], hash };
  }
  return { seq: head.seq };
};

/** For progress alone; the end of a damaged log may not be readable. */
const lengthOf = (connection: Connection): number => {
  try {
    return Number(connection.prepare('SELECT max(seq) FROM entry').pluck().get() ?? 0);
  } catch {
    return Number.NaN;
  }
};

const rowsAfter = (connection: Connection): Statement<[number, number], CompactRow> =>
  connection
    .prepare<[number, number], CompactRow>(
      `SELECT ${compactRow} FROM ${entryTables} WHERE e.seq > ? ORDER BY e.seq LIMIT ?`,
    )
    .raw();

const readSlice = (rows: Statement<[number, number], CompactRow>, after: number): CompactRow[] => {
  try {
    return rows.all(after, slice);
  } catch {
    return rows.all(after, 1);
  }
};

export type VerifyParts = {
  readonly connection: Connection;
  readonly phrases: PhraseBook;
  readonly stationId: string | undefined;
  readonly acknowledged: number;
};

/**
 * Reads the whole log in slices, letting others work in between, and stops at the first entry that does not hold. Where a
 * slice cannot be read, its entries are read one by one, to name the first that is lost.
 */
export const verifyLog = async (
  { connection, phrases, stationId, acknowledged }: VerifyParts,
  onProgress?: (done: number, total: number) => void,
): Promise<VerifyReport> => {
  let head: Head = { seq: 0, hash: genesisHash };
  const bad = (firstBad: number, reason: Fault): VerifyReport => ({ ok: false, entries: head.seq, firstBad, reason });
  try {
    const rows = rowsAfter(connection);
    const total = lengthOf(connection);
    if (total !== 0 && stationId === undefined) return bad(1, 'station');
    const check = createLinkCheck(stationId ?? '', phrases);
    const isInDay = createDayCheck(connection);
    let daysHold = true;
    let activations = 0;
    for (let part = readSlice(rows, 0); part.length > 0; part = readSlice(rows, head.seq)) {
      for (const row of part) {
        const { fault, hash } = check(row, head);
        if (fault) return bad(head.seq + 1, fault);
        head = { seq: row[0], hash };
        if (row[2] === crossingKind) daysHold &&= isInDay(row[0], row[1]);
        else if (row[2] === activationKind) activations += 1;
      }
      onProgress?.(head.seq, total);
      await new Promise((resume) => setImmediate(resume));
    }
    const cut = cutTail(connection, head, acknowledged);
    if (cut) return bad(cut.firstBad, cut.reason);
    if (!daysHold || !projectionsHold(connection, activations)) return { ...bad(1, 'projection'), entries: head.seq };
    return { ok: true, entries: head.seq };
  } catch {
    // A page that SQLite cannot read or bytes that cannot be undone: the entry after the last good one is the first bad.
    return bad(head.seq + 1, 'unreadable');
  }
};
