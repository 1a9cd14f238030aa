import { setTimeout as wait } from 'node:timers/promises';
import type { Due, Erased, Erasure, ErasureOptions } from '../../core/retention-ports.ts';
import { dayNumber, localDay, zoneOffset } from '../../domain/local-time.ts';
import { entryKinds, merkleRoot, type Sha256 } from '../../domain/log.ts';
import type { Connection } from './connection.ts';
import type { SqliteLog } from './crossing-log.ts';
import type { PersonIndex } from './person-index.ts';
import { createSettings } from './settings.ts';
import type { UnderWatch } from './under-watch.ts';

type Parts = {
  readonly connection: Connection;
  readonly log: SqliteLog;
  readonly persons: PersonIndex;
  readonly sha256: Sha256;
  readonly zone: string;
  /** Entries of these that are left alone because the person is under watch. */
  readonly underWatch: UnderWatch;
};
type Row = {
  readonly seq: number;
  readonly at: number;
  readonly kind: number;
  readonly digest: Buffer;
  readonly open: number;
};

/** A slice: what is to be erased of it, and what is left for a later time. */
type Part = {
  readonly due: readonly Row[];
  readonly left: readonly number[];
  readonly open: number;
  readonly watched: number;
  readonly upTo: number;
};

const day = 86_400_000;
/** So few at once that a traveller recorded in between waits for some hundredths of a second. */
const slice = 500;
const pairsPerSlice = 4000;
const breathMs = 5;
/** So many entries read at once where nothing is left to erase: a few milliseconds. */
const stretch = 10_000;
/** Setting: entries up to here may have left keys behind. */
const unswept = 'unswept';
/** Who works here is no traveller: an officer's name stays with what the officer did. */
const keeps = new Set([entryKinds.indexOf('officer-saved')]);

const instantOf = (before: string, zone: string): number => {
  const midnight = dayNumber(before) * day;
  return midnight - zoneOffset(midnight, zone);
};

/**
 * Personal parts from before an instant, in slices. A referral that waits for the second line, and what was laid over it, is
 * told as `open`: it is not erased before somebody has decided. Ends behind a whole slice of later entries.
 */
const createWalk = (connection: Connection, instant: number) => {
  const last = connection.prepare<[], number | null>('SELECT max(seq) FROM entry').pluck();
  const next = connection.prepare<[number, number, number], Row>(
    `SELECT e.seq, e.at, e.kind, e.digest,
       EXISTS (SELECT 1 FROM open_referral r WHERE r.seq = e.seq) OR
       EXISTS (SELECT 1 FROM laid_over o JOIN open_referral r ON r.seq = o.crossing WHERE o.seq = e.seq) AS open
     FROM entry e WHERE e.seq > ? AND e.seq <= ? AND e.personal IS NOT NULL ORDER BY e.seq LIMIT ?`,
  );
  return (after: number, count: number): Part | undefined => {
    const upTo = Math.min(after + stretch, last.get() ?? 0);
    if (after >= upTo) return undefined;
    const rows = next.all(after, upTo, count);
    const isFull = rows.length === count;
    const old = rows.filter(({ at, kind }) => at < instant && !keeps.has(kind));
    if (isFull && rows.every(({ at }) => at >= instant)) return undefined;
    const due = old.filter(({ open }) => open === 0);
    const left = rows.filter((row) => !due.includes(row) && !keeps.has(row.kind)).map(({ seq }) => seq);
    return { due, left, open: old.length - due.length, watched: 0, upTo: isFull ? (rows.at(-1)?.seq ?? upTo) : upTo };
  };
};

/** A slice without those of persons under watch: they are left until the watch ends. */
const withoutWatched = async (part: Part, underWatch: UnderWatch): Promise<Part> => {
  const watched = await underWatch(part.due.map(({ seq }) => seq));
  if (watched.size === 0) return part;
  const due = part.due.filter(({ seq }) => !watched.has(seq));
  return { ...part, due, left: [...part.left, ...watched].sort((a, b) => a - b), watched: watched.size };
};

/** How much there is to erase before a local day, counted between travellers. */
export const countDue = async ({ connection, zone, underWatch }: Parts, before: string): Promise<Due> => {
  const walk = createWalk(connection, instantOf(before, zone));
  let found: Due = { entries: 0, open: 0, watched: 0 };
  for (let next = walk(0, slice); next; next = walk(next.upTo, slice)) {
    const part = await withoutWatched(next, underWatch);
    const first = found.firstDay ?? (part.due[0] && localDay(part.due[0].at, zone));
    found = {
      entries: found.entries + part.due.length,
      open: found.open + part.open,
      watched: found.watched + part.watched,
      ...(first !== undefined && { firstDay: first }),
    };
    await wait(0);
  }
  return found;
};

/** What people are found by leaves with them. Walked through whole: a slice cut short by a power cut is found again so. */
const sweepKeys = async (connection: Connection, upTo: number): Promise<void> => {
  const bound = connection
    .prepare<[number, number, number], [number, number]>(
      'SELECT key, seq FROM person_key WHERE (key, seq) > (?, ?) ORDER BY key, seq LIMIT 1 OFFSET ?',
    )
    .raw();
  const last = connection
    .prepare<[], [number, number]>('SELECT key, seq FROM person_key ORDER BY key DESC, seq DESC LIMIT 1')
    .raw();
  const take = connection.prepare<[number, number, number, number, number]>(
    `DELETE FROM person_key WHERE (key, seq) > (?, ?) AND (key, seq) <= (?, ?) AND seq <= ?
     AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.seq = person_key.seq AND e.personal IS NOT NULL)`,
  );
  const end = last.get();
  let from: [number, number] = [Number.MIN_SAFE_INTEGER, 0];
  while (end) {
    const to = bound.get(...from, pairsPerSlice) ?? end;
    take.run(...from, ...to, upTo);
    if (to[0] === end[0] && to[1] === end[1]) return;
    from = to;
    await wait(breathMs);
  }
};

/**
 * Retention, the one way past the triggers: takes the personal parts of entries before a day and what people are found by,
 * and leaves the digests, the tallies, and for every slice an entry that names range, rule and the Merkle root over the digests
 * of what is gone: whoever holds an old copy can prove that it is the same. A slice and its entry are one transaction.
 */
export const eraseBefore = async (
  parts: Parts,
  { rule, before, officer, pack }: Erasure,
  { onProgress, isCalledOff }: ErasureOptions = {},
): Promise<Erased> => {
  const { connection, log, persons, sha256, zone, underWatch } = parts;
  const walk = createWalk(connection, instantOf(before, zone));
  const take = connection.prepare('UPDATE entry SET personal = NULL WHERE seq = ?');
  const settings = createSettings(connection);
  let [entries, open, watched] = [0, 0, 0];
  const eraseSlice = ({ due, left, upTo, ...kept }: Part): void => {
    connection.exec('INSERT INTO erasure (permitted) VALUES (1)');
    for (const { seq } of due) take.run(seq);
    connection.exec('DELETE FROM erasure');
    const digest = merkleRoot(
      due.map((row) => row.digest.toString('hex')),
      sha256,
    );
    const range = { fromSeq: due[0]?.seq ?? 0, toSeq: due.at(-1)?.seq ?? 0, count: due.length, digest };
    // Named, so that a verifier knows which of the range are gone by this entry and which by a later one.
    const inRange = left.filter((seq) => seq > range.fromSeq && seq < range.toSeq);
    const by = {
      ...(inRange.length > 0 && { left: inRange }),
      // How many of this slice stay for now, and why: counts, so that nobody is named.
      ...(kept.open + kept.watched > 0 && { kept: { open: kept.open, watched: kept.watched } }),
      ...(officer !== undefined && { officer }),
      ...(pack !== undefined && { pack }),
    };
    // Keys are swept behind the slices; a desk that is closed before that does it the next time.
    settings.set(unswept, String(upTo));
    log.append({ kind: 'erased', body: { rule, before, ...range, ...by } });
  };
  for (let next = walk(0, slice); next && isCalledOff?.() !== true; next = walk(next.upTo, slice)) {
    const part = await withoutWatched(next, underWatch);
    const { due } = part;
    if (due.length > 0) log.within(() => eraseSlice(part));
    [entries, open, watched] = [entries + due.length, open + part.open, watched + part.watched];
    if (due.length > 0) onProgress?.(entries);
    await wait(breathMs);
  }
  const toSweep = Number(settings.get(unswept) ?? 0);
  if (toSweep > 0) {
    persons.forget();
    await sweepKeys(connection, toSweep);
    settings.set(unswept, '0');
    // What was erased must leave the write-ahead log too.
    connection.pragma('wal_checkpoint(TRUNCATE)');
  }
  return { entries, open, watched };
};
