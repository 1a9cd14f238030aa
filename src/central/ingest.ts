import type { StoredEntry } from '../domain/log.ts';
import type { Batch, Offered } from './batch.ts';
import type { Database, Query } from './database.ts';
import { judge, type Held, type Verdict } from './judge.ts';
import { monthOf } from './partitions.ts';
import { foldFresh, isCountable, refold, subjectOf, writeCrossings, type ZoneOf } from './projection.ts';
import { refusal, type Refusal } from './refusal.ts';
import { lockStation, moveHead, noteFork, type Station } from './station-book.ts';

export type Ingested = {
  readonly acknowledged: number;
  readonly rejected: readonly { readonly seq: number; readonly reason: string }[];
  readonly stored: number;
};

type Parts = {
  readonly database: Database;
  readonly zoneOf: ZoneOf;
  readonly preparePartitions: (months: ReadonlySet<string>) => Promise<void>;
};

/** The month an entry is kept under; a line that nobody can date is kept under the month it came in. */
const monthOfLine = ({ entry }: Offered, now: number): string => monthOf(entry ? Date.parse(entry.at) : now);

/** Whole as an entry, but not countable: kept, and put aside from the tallies. */
const withBodyChecked = (item: Offered): Offered =>
  item.entry && !isCountable(item.entry) ? { ...item, fault: 'body' } : item;

/**
 * Takes a batch in one transaction, which begins with `admitted`. The same batch may come any number of times, in any
 * company.
 */
export const ingest = async (
  { database, zoneOf, preparePartitions }: Parts,
  stationId: string,
  batch: Batch,
  now: number,
  admitted: (query: Query) => Promise<Refusal | undefined> = async () => undefined,
): Promise<Ingested | Refusal> => {
  const offered = batch.offered.map(withBodyChecked);
  await preparePartitions(new Set(offered.map((item) => monthOfLine(item, now))));
  return database.transaction(async (query) => {
    const refused = await admitted(query);
    if (refused) return refused;
    const station = await lockStation(query, stationId);
    if (!station) return refusal('unknown-station', 'This desk is not enrolled here.');
    if (!batch.isSound) return refusal('bad-chain', 'The hashes do not fit. Send them all.', station.head.seq);
    const verdict = judge(offered, station.head, await findHeld(query, station, offered));
    await store(query, station, verdict, now, zoneOf);
    return verdict.stop ? stopped(query, station, verdict, offered, now) : { ...counted(verdict, offered) };
  });
};

const counted = ({ head, kept }: Verdict, offered: readonly Offered[]): Ingested => ({
  acknowledged: head.seq,
  rejected: offered.flatMap(({ seq, fault }) => (fault ? [{ seq, reason: fault }] : [])),
  stored: kept.length,
});

/** Only what may be there already is asked for: the desk sends the same again after a lost answer, or after a fork. */
const findHeld = async (query: Query, station: Station, offered: readonly Offered[]): Promise<Map<number, Held[]>> => {
  const asked = offered.filter(({ seq }) => station.branch > 0 || seq <= station.head.seq).map(({ seq }) => seq);
  if (asked.length === 0) return new Map();
  const rows = await query('SELECT seq, hash, fault FROM entries WHERE station_id = $1 AND seq = ANY($2::bigint[])', [
    station.id,
    asked,
  ]);
  const held = rows.map((row) => ({
    seq: Number(row.seq),
    hash: String(row.hash),
    fault: (row.fault as string | null) ?? undefined,
  }));
  return Map.groupBy(held, ({ seq }) => seq);
};

const store = async (query: Query, station: Station, verdict: Verdict, now: number, zoneOf: ZoneOf): Promise<void> => {
  const { kept, healed, learnt, head } = verdict;
  await insertEntries(query, station, kept, now);
  for (const { seq, hash } of learnt) {
    await query('UPDATE entries SET hash = $3 WHERE station_id = $1 AND seq = $2 AND fault IS NOT NULL', [
      station.id,
      seq,
      hash,
    ]);
  }
  await replaceEntries(query, station, healed, now);
  if (head.seq !== station.head.seq) await moveHead(query, station.id, head);

  const countable = kept.filter(({ fault }) => !fault).map(({ entry }) => entry as StoredEntry);
  const mended = healed.filter(({ fault }) => !fault).map(({ entry }) => entry as StoredEntry);
  // A crossing is spoken of by later entries only, so one that is new has all its word in this batch.
  const fresh = countable.filter(({ kind }) => kind === 'crossing');
  const laid = Map.groupBy(countable, (entry) => subjectOf(entry));
  const known = new Set([...fresh.map(({ seq }) => seq), undefined]);
  const again = new Set([
    ...[...laid.keys()].filter((seq) => seq !== undefined && !known.has(seq)),
    ...mended.map((entry) => subjectOf(entry) ?? entry.seq),
  ]);
  const subjects = [...again].map((seq) => ({ stationId: station.id, branch: station.branch, seq: seq as number }));
  const at = { branch: station.branch, zoneOf };
  await writeCrossings(query, [
    ...fresh.filter(({ seq }) => !again.has(seq)).map((entry) => foldFresh(entry, laid.get(entry.seq) ?? [], at)),
    ...(await refold(query, subjects, zoneOf)),
  ]);
};

const insertEntries = async (query: Query, station: Station, kept: readonly Offered[], now: number): Promise<void> => {
  if (kept.length === 0) return;
  const text = (pick: (item: Offered) => string | undefined) => ({ column: 'text' as const, values: kept.map(pick) });
  const bigint = (pick: (item: Offered) => number | undefined) => ({
    column: 'bigint' as const,
    values: kept.map(pick),
  });
  await query(
    `INSERT INTO entries (station_id, branch, received_at, month, seq, hash, at, kind, subject, line, personal, fault)
     SELECT $1::text, $2::int, $3::timestamptz, month::date, seq, hash, at::timestamptz, kind, subject, line, personal, fault
     FROM unnest($4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::text[],
       $12::text[]) AS t (month, seq, hash, at, kind, subject, line, personal, fault)
     ON CONFLICT DO NOTHING`,
    [
      station.id,
      station.branch,
      new Date(now).toISOString(),
      text((item) => monthOfLine(item, now)),
      bigint(({ seq }) => seq),
      text(({ hash }) => hash ?? ''),
      text(({ entry }) => entry && new Date(entry.at).toISOString()),
      text(({ entry }) => entry?.kind),
      bigint(({ entry, fault }) => (entry && !fault ? subjectOf(entry) : undefined)),
      text(({ line }) => line),
      text(({ personal }) => personal),
      text(({ fault }) => fault),
    ],
  );
};

/** Entries put aside came again, whole: each goes to the month that it now says it is of. */
const replaceEntries = async (
  query: Query,
  station: Station,
  healed: readonly Offered[],
  now: number,
): Promise<void> => {
  for (const { seq, hash } of healed) {
    await query('DELETE FROM entries WHERE station_id = $1 AND seq = $2 AND hash = $3 AND fault IS NOT NULL', [
      station.id,
      seq,
      hash,
    ]);
  }
  await insertEntries(query, station, healed, now);
};

const stopped = async (
  query: Query,
  station: Station,
  { stop, head, ...verdict }: Verdict,
  offered: readonly Offered[],
  now: number,
): Promise<Ingested | Refusal> => {
  if (stop?.code === 'gap') {
    if (head.seq > station.head.seq)
      return counted(
        { ...verdict, head },
        offered.filter(({ seq }) => seq <= head.seq),
      );
    return refusal('gap', `Entries after ${head.seq} are missing. Send them from there.`, head.seq);
  }
  const first = offered.find(({ seq }) => seq === stop?.seq);
  const base = first && (await findBase(query, station, first));
  await noteFork(query, station.id, { seq: stop?.seq ?? 0, base, at: new Date(now).toISOString() });
  return refusal(
    'fork',
    `Entry ${stop?.seq} of this desk is not the one the centre holds. The desk was restored from a copy, or its log was replaced. An administrator of the centre decides.`,
    head.seq,
  );
};

/** The entry before the fork, where both sides have it: from there a new branch may begin. */
const findBase = async (query: Query, station: Station, first: Offered): Promise<number | undefined> => {
  if (first.seq === 1) return 0;
  const [row] = await query('SELECT seq FROM entries WHERE station_id = $1 AND seq = $2 AND hash = $3', [
    station.id,
    first.seq - 1,
    first.previousHash,
  ]);
  return row && Number(row.seq);
};
