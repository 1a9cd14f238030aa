import { checkLink, genesisHash, type ChainFault, type StoredEntry } from '../domain/log.ts';
import type { Database, Row } from './database.ts';
import { saveHeldCheck, type HeldCheck } from './fleet-book.ts';
import { sha256 } from './secrets.ts';
import { findStation } from './station-book.ts';

const rowsAtOnce = 2_000;
const tellEveryMs = 2_000;

type Walked = { readonly seq: number; readonly hash: string | undefined };
type Found = { readonly at: Walked } | { readonly firstBad: number; readonly reason: ChainFault | 'unreadable' };

const entryOf = (row: Row): StoredEntry | undefined => {
  try {
    const entry = JSON.parse(String(row.line)) as StoredEntry;
    const personal = row.personal === null ? undefined : (JSON.parse(String(row.personal)) as StoredEntry['personal']);
    return { ...entry, ...(personal && { personal }) };
  } catch {
    return undefined;
  }
};

/** A line put aside vouches for nothing; the walk goes on behind it by what its successor says it was. */
const walk = (rows: readonly Row[], from: Walked): Found => {
  let head = from;
  for (const row of rows) {
    const seq = Number(row.seq);
    if (seq !== head.seq + 1) return { firstBad: head.seq + 1, reason: 'sequence-gap' };
    if (row.fault !== null) {
      head = { seq, hash: String(row.hash) === '' ? undefined : String(row.hash) };
      continue;
    }
    const entry = entryOf(row);
    if (!entry) return { firstBad: seq, reason: 'unreadable' };
    const reason = checkLink(entry, { seq: head.seq, hash: head.hash ?? entry.previousHash }, sha256);
    if (reason) return { firstBad: seq, reason };
    if (entry.hash !== row.hash) return { firstBad: seq, reason: 'hash' };
    head = { seq, hash: entry.hash };
  }
  return { at: head };
};

/** Goes through what the centre holds of a desk, in its present branch, and keeps how far it is. */
const checkHeld = async (
  { query }: Database,
  id: string,
  now: () => number,
  isStopped: () => boolean,
): Promise<void> => {
  const station = await findStation(query, id);
  if (!station) return;
  const of = station.head.seq;
  const save = (entries: number, more: Partial<HeldCheck>): Promise<void> =>
    saveHeldCheck(query, id, { at: new Date(now()).toISOString(), ok: true, entries, of, done: false, ...more });
  let head: Walked = { seq: 0, hash: genesisHash };
  let told = performance.now();
  await save(0, {});
  while (head.seq < of && !isStopped()) {
    const rows = await query(
      `SELECT DISTINCT ON (seq) seq, hash, line, personal, fault FROM entries
       WHERE station_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq, branch DESC`,
      [id, head.seq, Math.min(of, head.seq + rowsAtOnce)],
    );
    const found = rows.length === 0 ? { firstBad: head.seq + 1, reason: 'sequence-gap' as const } : walk(rows, head);
    if ('firstBad' in found) {
      const { firstBad, reason } = found;
      return save(firstBad - 1, { ok: false, done: true, firstBad, reason });
    }
    head = found.at;
    if (performance.now() - told > tellEveryMs) {
      await save(head.seq, {});
      told = performance.now();
    }
  }
  if (isStopped()) return;
  const isWhole = station.head.hash === undefined || head.hash === undefined || head.hash === station.head.hash;
  await save(of, isWhole ? { done: true } : { ok: false, done: true, firstBad: of, reason: 'hash' });
};

/** One desk after another, behind the intake's back; what is asked for twice is done once. */
export const createHeldChecks = (database: Database, now: () => number, onFault: (fault: unknown) => void) => {
  const waiting = new Set<string>();
  let isStopped = false;
  let running: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    for (const id of waiting) {
      if (isStopped) return;
      await checkHeld(database, id, now, () => isStopped).catch(onFault);
      waiting.delete(id);
    }
  };
  return {
    ask: (id: string): void => {
      waiting.add(id);
      running ??= drain().finally(() => (running = undefined));
    },
    /** Resolves when nothing is under way. */
    settled: async (): Promise<void> => running,
    stop: async (): Promise<void> => {
      isStopped = true;
      await running;
    },
  };
};

export type HeldChecks = ReturnType<typeof createHeldChecks>;
