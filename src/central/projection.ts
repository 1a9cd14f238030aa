import { crossingBodySchema } from '../domain/crossing.ts';
import { finalAction, foldCrossing, writtenAt, type CrossingRecord } from '../domain/crossing-record.ts';
import { correctionBodySchema, resolutionBodySchema, servedBodySchema, voidBodySchema } from '../domain/log-bodies.ts';
import type { StoredEntry } from '../domain/log.ts';
import type { Query } from './database.ts';
import { monthOf } from './partitions.ts';
import { quickCheck } from './quick-check.ts';

/** Bodies the centre reads. A kind that is not here is kept and passed by. */
const bodies = new Map([
  ['crossing', quickCheck(crossingBodySchema)],
  ['correction', quickCheck(correctionBodySchema)],
  ['void', quickCheck(voidBodySchema)],
  ['resolution', quickCheck(resolutionBodySchema)],
  ['refusal-served', quickCheck(servedBodySchema)],
]);

/** False where a crossing, or what is laid over one, does not say what the centre must be able to count. */
export const isCountable = (entry: StoredEntry): boolean => {
  const isWhole = bodies.get(entry.kind);
  return isWhole === undefined || (isWhole(entry.body) && !String(entry.body.post ?? '').includes('\0'));
};

/** The crossing an entry is laid over. */
export const subjectOf = (entry: StoredEntry): number | undefined =>
  entry.kind !== 'crossing' && bodies.has(entry.kind) ? (entry.body.of as number) : undefined;

export type Subject = { readonly stationId: string; readonly branch: number; readonly seq: number };

export type Folded = {
  readonly record: CrossingRecord;
  readonly branch: number;
  /** Nothing was laid over it, so its entry says all of it. */
  readonly isPlain: boolean;
  /** Not written before. */
  readonly isFresh: boolean;
};
export type ZoneOf = (post: string) => string;

const bare = (entry: StoredEntry): StoredEntry => ({ ...entry, personal: undefined });

/** A crossing that came with all that was said of it so far, in the order of the log. */
export const foldFresh = (
  entry: StoredEntry,
  laid: readonly StoredEntry[],
  { branch, zoneOf }: { readonly branch: number; readonly zoneOf: ZoneOf },
): Folded => {
  const record = foldCrossing(bare(entry), laid.map(bare), zoneOf(String(entry.body.post)));
  return { record, branch, isPlain: laid.length === 0, isFresh: true };
};

/**
 * Writes crossings as they stand now; one of which nothing more was said is not written out twice. Who crossed stays with
 * the entries, in one place that can be erased.
 */
export const writeCrossings = async (query: Query, records: readonly Folded[]): Promise<void> => {
  if (records.length === 0) return;
  await forgetOld(
    query,
    records.filter(({ isFresh }) => !isFresh),
  );
  const column =
    <T extends string | number | boolean>(type: 'text' | 'bigint' | 'boolean') =>
    (pick: (row: Folded) => T | undefined) => ({ column: type, values: records.map(pick) });
  const [text, bigint, boolean] = [column<string>('text'), column<number>('bigint'), column<boolean>('boolean')];
  await query(
    `INSERT INTO crossings (station_id, month, branch, seq, at, day, post, direction, outcome, citizenship, iin, voided, record)
     SELECT station, month::date, branch, seq, at::timestamptz, day::date, post, direction, outcome, citizenship, iin, voided, record
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::boolean[], $12::boolean[], $13::text[])
       AS t (station, month, branch, seq, at, day, post, direction, outcome, citizenship, iin, voided, record)
     ON CONFLICT DO NOTHING`,
    [
      text(({ record }) => record.stationId),
      // Under the month of its entry, wherever a correction has moved it.
      text(({ record }) => monthOf(Date.parse(writtenAt(record)))),
      bigint(({ branch }) => branch),
      bigint(({ record }) => record.seq),
      text(({ record }) => new Date(record.at).toISOString()),
      text(({ record }) => record.day),
      text(({ record }) => record.body.post),
      text(({ record }) => record.body.direction),
      text(({ record }) => finalAction(record)),
      text(({ record }) => record.body.citizenship),
      boolean(({ record }) => record.body.iin),
      boolean(({ record }) => record.voided),
      text(({ record, isPlain }) => (isPlain ? undefined : JSON.stringify(record))),
    ],
  );
};

/** Deleted and written anew, because a month on another server knows no ON CONFLICT DO UPDATE. All are of one desk. */
const forgetOld = async (query: Query, records: readonly Folded[]): Promise<void> => {
  if (records.length === 0) return;
  await query(
    `DELETE FROM crossings WHERE station_id = $1 AND month = ANY($2::date[]) AND seq = ANY($3::bigint[])
       AND (seq, branch) IN (SELECT * FROM unnest($3::bigint[], $4::int[]))`,
    [
      records[0]?.record.stationId,
      [...new Set(records.map(({ record }) => monthOf(Date.parse(writtenAt(record)))))],
      records.map(({ record }) => record.seq),
      records.map(({ branch }) => branch),
    ],
  );
};

/**
 * Folds crossings anew from all that was said of them. Entries come in the order of the log, but one that was put aside
 * and mended comes late; folding from the whole gives the same result in any order. A crossing of a branch is spoken of
 * by its own branch and by later ones that share it.
 */
export const refold = async (query: Query, subjects: readonly Subject[], zoneOf: ZoneOf): Promise<Folded[]> => {
  if (subjects.length === 0) return [];
  const stationId = subjects[0]?.stationId as string;
  const rows = await query(
    `SELECT coalesce(subject, seq) AS subject, seq, branch, line FROM entries
     WHERE station_id = $1 AND fault IS NULL AND (subject = ANY($2::bigint[]) OR (seq = ANY($2::bigint[]) AND kind = 'crossing'))
     ORDER BY seq, branch`,
    [stationId, subjects.map(({ seq }) => seq)],
  );
  const bySubject = Map.groupBy(rows, (row) => Number(row.subject));
  return subjects.flatMap(({ seq, branch }) => {
    const own = bySubject.get(seq) ?? [];
    const crossings = own.filter((row) => Number(row.seq) === seq).sort((a, b) => Number(a.branch) - Number(b.branch));
    const first = crossings.findLast((row) => Number(row.branch) <= branch);
    if (!first) return [];
    const next = crossings[crossings.indexOf(first) + 1];
    const later = own.filter(
      (row) =>
        Number(row.seq) !== seq &&
        Number(row.branch) >= Number(first.branch) &&
        (!next || Number(row.branch) < Number(next.branch)),
    );
    const entry = JSON.parse(String(first.line)) as StoredEntry;
    const laid = later.map((row) => JSON.parse(String(row.line)) as StoredEntry);
    const zone = zoneOf(String(entry.body.post));
    return [
      {
        record: foldCrossing(entry, laid, zone),
        branch: Number(first.branch),
        isPlain: later.length === 0,
        isFresh: false,
      },
    ];
  });
};
