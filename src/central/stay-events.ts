import { createHmac } from 'node:crypto';
import { finalAction, foldCrossing, type CrossingRecord } from '../domain/crossing-record.ts';
import { personKeys } from '../domain/document/person-keys.ts';
import type { StoredEntry } from '../domain/log.ts';
import type { Direction } from '../domain/stay.ts';
import type { Query, Row } from './database.ts';
import type { ZoneOf } from './projection.ts';

/** A crossing as the country's index has it. */
export type StayEvent = {
  readonly keys: readonly number[];
  /** Whole minutes since 1970-01-01 UTC. */
  readonly minute: number;
  readonly post: string;
  readonly direction: Direction;
};

/** The same 51 bits as on the desk: HMAC-SHA-256 under the centre's key. */
const stayKeyOf = (word: string, key: Buffer): number =>
  Math.floor(Number.parseInt(createHmac('sha256', key).update(word).digest('hex').slice(0, 13), 16) / 2);

/** Nothing where the person did not cross in the end, or is no longer known by name. */
export const stayEventOf = (record: CrossingRecord, stayKey: Buffer): StayEvent | undefined => {
  if (record.voided || finalAction(record) !== 'admit' || !record.personal) return undefined;
  const keys = personKeys(record.personal.document).map((word) => stayKeyOf(word, stayKey));
  if (keys.length === 0) return undefined;
  const { post, direction } = record.body;
  return { keys, minute: Math.floor(Date.parse(record.at) / 60_000), post, direction };
};

/** Keys in the order of `personKeys`: where there is a number, the document's comes first. */
export const isSameEvent = (a: StayEvent, b: StayEvent): boolean =>
  a.minute === b.minute && a.post === b.post && a.direction === b.direction && a.keys.join() === b.keys.join();

const entryOf = ({ line, personal }: Row): StoredEntry => {
  const entry = JSON.parse(String(line)) as StoredEntry;
  return typeof personal === 'string'
    ? { ...entry, personal: JSON.parse(personal) as NonNullable<StoredEntry['personal']> }
    : entry;
};

/** Crossings of one station and branch as they stand, with who crossed; a later branch may speak of what it shares. */
export const readCrossings = async (
  query: Query,
  station: { readonly id: string; readonly branch: number },
  seqs: readonly number[],
  zoneOf: ZoneOf,
): Promise<Map<number, CrossingRecord>> => {
  if (seqs.length === 0) return new Map();
  const rows = await query(
    `SELECT coalesce(subject, seq) AS of, seq, line, personal FROM entries
     WHERE station_id = $1 AND branch <= $2 AND fault IS NULL
       AND (subject = ANY($3::bigint[]) OR (seq = ANY($3::bigint[]) AND kind = 'crossing'))
     ORDER BY seq, branch DESC`,
    [station.id, station.branch, seqs],
  );
  const found = new Map<number, CrossingRecord>();
  for (const [of, own] of Map.groupBy(rows, (row) => Number(row.of))) {
    const first = own.find((row) => Number(row.seq) === of);
    if (!first) continue;
    const entry = entryOf(first);
    const later = own.filter((row) => Number(row.seq) !== of).map(entryOf);
    found.set(of, foldCrossing(entry, later, zoneOf(String(entry.body.post))));
  }
  return found;
};
