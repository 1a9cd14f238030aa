import type { Clock, CrossingLog, EntryDraft, Random } from '../../core/ports.ts';
import { foldCrossing, type CrossingRecord } from '../../domain/crossing-record.ts';
import type { CrossingBody } from '../../domain/crossing.ts';
import { dayNumber } from '../../domain/local-time.ts';
import {
  entryKinds,
  genesisHash,
  type ChainHead,
  type Entry,
  type Sha256,
  type StoredEntry,
} from '../../domain/log.ts';
import { bodyValues } from './body-values.ts';
import { createClockCheck } from './clock-check.ts';
import type { Connection } from './connection.ts';
import { createEntryWriter, entryColumns, entryOf, saltBytes, type EntryRow } from './entry-rows.ts';
import type { StoredPhrases } from './phrases.ts';
import type { PersonIndex } from './person-index.ts';
import { dayRuns, type Projections } from './projections.ts';
import { seal, type Sealed } from './sealing.ts';
import { instantText } from './scroll.ts';

export type LogParts = {
  readonly connection: Connection;
  readonly phrases: StoredPhrases;
  readonly projections: Projections;
  readonly persons: PersonIndex;
  readonly stationId: () => string;
  readonly zoneOf: (post: string) => string;
  readonly clock: Clock;
  readonly random: Random;
  readonly sha256: Sha256;
};

/** A draft with the instant it is to bear, for seeding alone. */
export type DatedDraft = EntryDraft & { readonly at: number };

export type SqliteLog = Omit<CrossingLog, 'verify' | 'appendTogether'> & {
  /** Many entries in one transaction, each at its own instant: for seeding and restoring, never for the lane. */
  appendAll(drafts: Iterable<DatedDraft>): number;
  /** Work and the entries it appends, whole or not at all. */
  within<T>(work: () => T): T;
  /** Crossings that bear one of the keys, newest first. */
  crossingsByKeys(keys: readonly number[], limit: number): CrossingRecord[];
};

/** `seq, at, body`, as a raw row. */
type CountedRow = [number, number, Buffer];

const crossingKind = entryKinds.indexOf('crossing');

export const createCrossingLog = (parts: LogParts): SqliteLog => {
  const { connection, phrases, projections, persons, stationId, zoneOf, sha256 } = parts;
  const write = createEntryWriter(connection, phrases);
  const select = (rest: string) =>
    connection.prepare<number[], EntryRow>(`SELECT ${entryColumns} FROM entry e ${rest}`).raw();
  const byRange = select('WHERE e.seq > ? AND e.seq <= ? ORDER BY e.seq');
  const bySeq = select('WHERE e.seq = ?');
  const over = select('JOIN laid_over o ON o.seq = e.seq WHERE o.crossing = ? ORDER BY e.seq');
  const overRange = connection
    .prepare<[number, number], number>('SELECT DISTINCT crossing FROM laid_over WHERE crossing BETWEEN ? AND ?')
    .pluck();
  const recentRows = select(`WHERE e.seq < ? AND e.kind = ${crossingKind} ORDER BY e.seq DESC LIMIT ?`);
  const runsOfDays = connection
    .prepare<[number, number], [number, number]>(
      `SELECT first, after FROM ${dayRuns} WHERE day BETWEEN ? AND ? ORDER BY first`,
    )
    .raw();
  // `+`: the range of numbers is to be walked, never an index of kinds made for the purpose.
  const ofRun = connection
    .prepare<[number, number], CountedRow>(
      `SELECT e.seq, e.at, e.body FROM entry e WHERE e.seq >= ? AND e.seq < ? AND +e.kind = ${crossingKind} ORDER BY e.seq`,
    )
    .raw();
  const movedBetween = connection
    .prepare<[number, number], number>('SELECT seq FROM moved WHERE at BETWEEN ? AND ? ORDER BY seq')
    .pluck();
  // Not joined: asked for an order, the planner would walk the whole log and look each entry up among the few that wait.
  const referred = select('WHERE e.seq IN (SELECT seq FROM open_referral) ORDER BY e.seq');
  const headRow = connection
    .prepare<[], [number, Buffer, number]>('SELECT seq, hash, at FROM entry ORDER BY seq DESC LIMIT 1')
    .raw();
  const hashAt = connection.prepare<[number], Buffer>('SELECT hash FROM entry WHERE seq = ?').pluck();

  let head: (ChainHead & { at: number }) | undefined;
  /** The entry just written, which nothing can be laid over yet: it is shown to the officer without being read again. */
  let latest: StoredEntry | undefined;
  const readHead = (): ChainHead & { at: number } => {
    const row = headRow.get();
    return row ? { seq: row[0], hash: row[1].toString('hex'), at: row[2] } : { seq: 0, hash: genesisHash, at: 0 };
  };
  const clockCheck = createClockCheck(parts.clock);

  const hashBefore = (seq: number): string => (seq <= 1 ? genesisHash : (hashAt.get(seq - 1)?.toString('hex') ?? ''));
  const stored = (row: EntryRow): StoredEntry => entryOf(row, stationId(), hashBefore(row[0]), phrases);
  /** Entries laid over or shown as a record need no link to the one before. */
  const unlinked = (row: EntryRow): StoredEntry => entryOf(row, stationId(), '', phrases);
  const laidOver = (seq: number): StoredEntry[] => over.all(seq).map(unlinked);
  const folded = (entry: StoredEntry, later: readonly StoredEntry[]): CrossingRecord =>
    foldCrossing(entry, later, zoneOf((entry.body as CrossingBody).post));
  const record = (row: EntryRow): CrossingRecord => folded(unlinked(row), laidOver(row[0]));
  /** What is counted of many: their bodies alone, and which of them have anything laid over them is asked once. */
  const countable = (rows: readonly CountedRow[]): CrossingRecord[] => {
    const laid = new Set(overRange.all(rows[0]?.[0] ?? 0, rows.at(-1)?.[0] ?? 0));
    const bare = { stationId: stationId(), kind: 'crossing', previousHash: '', hash: '' } as const;
    return rows.map(([seq, at, bytes]) => {
      const body = bodyValues(bytes, phrases, 'stay');
      const entry = { ...bare, seq, at: instantText(at), body };
      return foldCrossing(entry, laid.has(seq) ? laidOver(seq) : [], zoneOf(String(body['post'])));
    });
  };

  const sealed = ({ kind, body, personal }: EntryDraft, at: number, before: ChainHead): Sealed => {
    const salted = personal && { salt: parts.random.hex(saltBytes), value: { ...personal } };
    return seal({ stationId: stationId(), at, kind, body, personal: salted }, before, sha256);
  };

  const put = (one: Sealed, at: number): void => {
    write(one);
    projections.add(one.entry);
    const { salt, value } = one.personal ?? {};
    latest = salt !== undefined && value ? { ...one.entry, personal: { salt, value } } : one.entry;
    persons.add(latest);
    head = { seq: one.entry.seq, hash: one.entry.hash, at };
  };

  const writeOne = connection.transaction((draft: EntryDraft): Entry => {
    const before = (head ??= readHead());
    const { at, flags } = clockCheck(before.at);
    const one = sealed({ ...draft, body: { ...draft.body, ...flags } }, at, before);
    put(one, at);
    return one.entry;
  });
  const writeAll = connection.transaction((drafts: Iterable<DatedDraft>): number => {
    let count = 0;
    for (const { at, ...draft } of drafts) {
      put(sealed(draft, at, (head ??= readHead())), at);
      count += 1;
    }
    return count;
  });
  /** What a failed transaction learnt must be forgotten, or the next entry would stand on what is not there. */
  const orForget = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      [head, latest] = [undefined, undefined];
      phrases.reload();
      persons.forget();
      throw error;
    }
  };

  /** A run at a time: of a busy month only what is counted is held at once, not its rows beside it. */
  const ofDays = (from: number, to: number, isIn?: (at: number) => boolean): CrossingRecord[] =>
    runsOfDays.all(from, to).flatMap(([first, after]) => {
      const rows = ofRun.all(first, after);
      return countable(isIn ? rows.filter(([, at]) => isIn(at)) : rows);
    });

  /** With those that a correction has moved here from elsewhere. */
  const withMoved = (own: CrossingRecord[], from: number, to: number): CrossingRecord[] => {
    const moved = movedBetween.all(from, to);
    if (moved.length === 0) return own;
    const known = new Set(own.map(({ seq }) => seq));
    const others = moved.filter((seq) => !known.has(seq)).flatMap((seq) => countable(ofRun.all(seq, seq + 1)));
    return [...own, ...others].sort((a, b) => a.seq - b.seq);
  };

  const day = 86_400_000;
  const inPeriod: CrossingLog['crossingsOf'] = (period) => {
    if (period.kind === 'days') {
      const [first, last] = [dayNumber(period.from), dayNumber(period.to)];
      // Local days begin and end within a day of the same days in UTC.
      return withMoved(ofDays(first, last), (first - 1) * day, (last + 2) * day);
    }
    const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
    const own = ofDays(Math.floor(from / day) - 1, Math.floor(to / day) + 1, (at) => at >= from && at < to);
    return withMoved(own, from, to - 1);
  };

  return {
    append: (draft) => orForget(() => writeOne.immediate(draft)),
    appendAll: (drafts) => orForget(() => persons.inBulk(() => writeAll.immediate(drafts))),
    within: (work) => orForget(() => connection.transaction(work).immediate()),
    head: () => {
      const { seq, hash } = connection.readonly ? readHead() : (head ??= readHead());
      return { seq, hash };
    },
    entriesAfter: (seq, limit) => {
      let previous = hashBefore(seq + 1);
      return byRange.all(seq, seq + limit).map((row) => {
        const entry = entryOf(row, stationId(), previous, phrases);
        previous = entry.hash;
        return entry;
      });
    },
    find: (seq) => {
      const row = bySeq.get(seq);
      return row && stored(row);
    },
    crossing: (seq) => {
      if (latest?.seq === seq && latest.kind === 'crossing') return folded(latest, []);
      const row = bySeq.get(seq);
      return row?.[2] === crossingKind ? record(row) : undefined;
    },
    recent: (limit, beforeSeq) => recentRows.all(beforeSeq ?? Number.MAX_SAFE_INTEGER, limit).map(record),
    openReferrals: () => referred.all().map(record),
    crossingsOf: inPeriod,
    crossingsByKeys: (keys, limit) => {
      const seqs = new Set(keys.flatMap((key) => persons.find(key, limit)));
      return [...seqs]
        .sort((a, b) => b - a)
        .slice(0, limit)
        .flatMap((seq) => bySeq.all(seq).map(record));
    },
  };
};
