import type { Statement } from 'better-sqlite3';
import { entryKinds, genesisHash, type EntryKind } from '../../domain/log.ts';
import type { PhraseBook } from './body-codec.ts';
import type { Connection } from './connection.ts';
import { compactRows, createLinkCheck, type CompactRow, type Fault, type Head } from './verify-link.ts';

/** A part of a log read through: how far it holds, and what was counted on the way. */
export type RangeReport = Head & {
  /** Why the entry after `seq` does not hold. */
  readonly fault?: Fault;
  /** False where a crossing stands in a run of days it cannot belong to. */
  readonly daysHold: boolean;
  readonly activations: number;
  readonly laidOver: number;
};

export type RangeParts = {
  readonly connection: Connection;
  readonly phrases: PhraseBook;
  readonly stationId: string;
};

const slice = 400;
const numberOf = (kind: EntryKind): number => entryKinds.indexOf(kind);
const crossingKind = numberOf('crossing');
const activationKind = numberOf('pack-activated');
const laidOverKinds = new Set((['correction', 'void', 'resolution', 'refusal-served'] as const).map(numberOf));
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

type Slice = { readonly rows: readonly CompactRow[]; readonly bytes: Buffer };
type Slices = Statement<[number, number, number], [string, Buffer | null]>;

const readRows = (slices: Slices, after: number, upTo: number, most: number): Slice => {
  const [rows, bytes] = slices.get(after, upTo, most) ?? ['[]', null];
  return { rows: JSON.parse(rows) as CompactRow[], bytes: bytes ?? Buffer.alloc(0) };
};

/** Where a slice cannot be read, its entries are read one by one, to name the first that is lost. */
const readSlice = (slices: Slices, after: number, upTo: number): Slice => {
  try {
    return readRows(slices, after, upTo, slice);
  } catch {
    return readRows(slices, after, upTo, 1);
  }
};

const headAt = (connection: Connection, seq: number): Head => {
  if (seq === 0) return { seq, hash: genesisHash };
  const hash = connection.prepare<[number], Buffer>('SELECT hash FROM entry WHERE seq = ?').pluck().get(seq);
  return { seq, hash: hash?.toString('hex') ?? '' };
};

/**
 * Reads the entries after `from` up to `upTo`, a slice a step, and stops at the first that does not hold. Yields how far it is.
 * Days are left out where a log has yet to be brought to the schema that knows their runs.
 */
export function* readThrough(
  { connection, phrases, stationId }: RangeParts,
  from: number,
  upTo: number,
  days: 'checked' | 'left-out' = 'checked',
): Generator<number, RangeReport> {
  let [head, daysHold, activations, laidOver]: [Head, boolean, number, number] = [{ seq: from, hash: '' }, true, 0, 0];
  const report = (fault?: Fault): RangeReport => ({
    ...head,
    ...(fault && { fault }),
    daysHold,
    activations,
    laidOver,
  });
  try {
    head = headAt(connection, from);
    const slices: Slices = connection.prepare<[number, number, number], [string, Buffer | null]>(compactRows).raw();
    const check = createLinkCheck(stationId, phrases);
    const isInDay = days === 'checked' ? createDayCheck(connection) : () => true;
    for (let part = readSlice(slices, from, upTo); part.rows.length > 0; part = readSlice(slices, head.seq, upTo)) {
      let at = 0;
      for (const row of part.rows) {
        const { fault, hash } = check(row, part.bytes, at, head);
        if (fault) return report(fault);
        const [seq, instant, kind, , , , size] = row;
        head = { seq, hash };
        at += size;
        if (kind === crossingKind) daysHold &&= isInDay(seq, instant);
        else if (kind === activationKind) activations += 1;
        else if (laidOverKinds.has(kind)) laidOver += 1;
      }
      yield head.seq;
    }
    return report();
  } catch {
    // A page that SQLite cannot read or bytes that cannot be undone: the entry after the last good one is the first bad.
    return report('unreadable');
  }
}
