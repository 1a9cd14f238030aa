import type { VerifyReport } from '../../core/ports.ts';
import type { PhraseBook } from './body-codec.ts';
import type { Connection } from './connection.ts';
import { movedHolds } from './moved-check.ts';
import { readAround } from './read-around.ts';
import type { Fault, Head } from './verify-link.ts';
import { readThrough, type RangeReport } from './verify-range.ts';
import { readThroughInThreads, type VerifyThreads } from './verify-threads.ts';

export type VerifyParts = {
  readonly connection: Connection;
  readonly phrases: PhraseBook;
  readonly stationId: string | undefined;
  readonly acknowledged: number;
  /** Where it is given, a long log is read by several threads at once. */
  readonly threads?: VerifyThreads;
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

/** What is made from the log is as long as it must be, and all that lies beside the log can be read. */
const projectionsHold = (
  { connection, phrases }: Pick<VerifyParts, 'connection' | 'phrases'>,
  { activations, laidOver }: RangeReport,
): boolean => {
  const count = (from: string): unknown => connection.prepare(`SELECT count(*) FROM ${from}`).pluck().get();
  try {
    readAround(connection);
    const isCounted = count('pack_activation') === activations && count('laid_over') === laidOver;
    return isCounted && movedHolds(connection, phrases);
  } catch {
    return false;
  }
};

/** For progress alone; the end of a damaged log may not be readable. */
const lengthOf = (connection: Connection): number => {
  try {
    return Number(connection.prepare('SELECT max(seq) FROM entry').pluck().get() ?? 0);
  } catch {
    return Number.NaN;
  }
};

/** The last entries alone, as they are checked at every start. */
export const verifyTail = (
  { connection, phrases, stationId = '' }: Omit<VerifyParts, 'acknowledged'>,
  count: number,
): { seq: number; firstBad?: number } => {
  const last = Number(connection.prepare('SELECT max(seq) FROM entry').pluck().get() ?? 0);
  const steps = readThrough({ connection, phrases, stationId }, Math.max(0, last - count), last, 'left-out');
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { seq, fault } = step.value;
  return fault ? { seq: last, firstBad: seq + 1 } : { seq };
};

/** From an entry to the end, letting others work in between. */
const readOn = async (parts: VerifyParts, from: number, onStep: (done: number) => void): Promise<RangeReport> => {
  const { connection, phrases, stationId = '' } = parts;
  const steps = readThrough({ connection, phrases, stationId }, from, Number.MAX_SAFE_INTEGER);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onStep(step.value);
    await new Promise((resume) => setImmediate(resume));
  }
};

/** Most of a long log at once; `undefined` where it is short, or where a thread cannot do it and this one must. */
const readInThreads = async (
  { connection, threads, stationId = '' }: VerifyParts,
  total: number,
  onStep: (done: number) => void,
): Promise<RangeReport | undefined> => {
  if (!threads || !(total > threads.perPart)) return undefined;
  try {
    // The threads have pages of their own; those kept here go back to the machine.
    connection.pragma('shrink_memory');
    return await readThroughInThreads(threads, stationId, total, onStep);
  } catch {
    return undefined;
  }
};

const joined = (first: RangeReport, second: RangeReport): RangeReport => ({
  ...second,
  daysHold: first.daysHold && second.daysHold,
  activations: first.activations + second.activations,
  laidOver: first.laidOver + second.laidOver,
});

/** Reads the whole log, and stops at the first entry that does not hold. */
export const verifyLog = async (
  parts: VerifyParts,
  onProgress?: (done: number, total: number) => void,
): Promise<VerifyReport> => {
  const { connection, stationId, acknowledged } = parts;
  const bad = (entries: number, firstBad: number, reason: Fault): VerifyReport => ({
    ok: false,
    entries,
    firstBad,
    reason,
  });
  const total = lengthOf(connection);
  if (total !== 0 && stationId === undefined) return bad(0, 1, 'station');
  const onStep = (done: number): void => onProgress?.(done, total);
  const most = await readInThreads(parts, total, onStep);
  if (most?.fault) return bad(most.seq, most.seq + 1, most.fault);
  // What was recorded meanwhile, or all of it.
  const rest = await readOn(parts, most?.seq ?? 0, onStep);
  const whole = most ? joined(most, rest) : rest;
  const { seq, fault } = whole;
  if (fault) return bad(seq, seq + 1, fault);
  try {
    const cut = cutTail(connection, whole, acknowledged);
    if (cut) return bad(seq, cut.firstBad, cut.reason);
  } catch {
    return bad(seq, seq + 1, 'unreadable');
  }
  return whole.daysHold && projectionsHold(parts, whole) ? { ok: true, entries: seq } : bad(seq, 1, 'projection');
};
