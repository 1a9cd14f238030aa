import type { StayItem } from '../contract/feeds.ts';
import type { Query, Row } from './database.ts';
import type { StayEvent } from './stay-events.ts';

/** An event as it was last told to the desks, and of which crossing it speaks. */
export type ToldEvent = StayEvent & {
  readonly seq: number;
  readonly station: string;
  readonly crossing: number;
  readonly branch: number;
  readonly withdrawn: boolean;
};

const columns = 'seq, station_id, crossing, branch, key_a, key_b, key_c, minute, post, direction, withdrawn';

const toldOf = (row: Row): ToldEvent => ({
  seq: Number(row.seq),
  station: String(row.station_id),
  crossing: Number(row.crossing),
  branch: Number(row.branch),
  keys: [row.key_a, row.key_b, row.key_c].filter((key) => key !== null).map(Number),
  minute: Number(row.minute),
  post: String(row.post),
  direction: row.direction as StayEvent['direction'],
  withdrawn: row.withdrawn === true,
});

type Untold = Omit<ToldEvent, 'seq'>;

/** Adds to the end of the feed, under the caller's lock. Answers the events with their numbers. */
export const tell = async (query: Query, events: readonly Untold[]): Promise<ToldEvent[]> => {
  if (events.length === 0) return [];
  const [last] = await query('SELECT coalesce(max(seq), 0) AS seq FROM stay_feed');
  const told = events.map((event, index) => ({ ...event, seq: Number(last?.seq) + 1 + index }));
  await query(
    `INSERT INTO stay_feed (${columns}) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::int[],
       $5::bigint[], $6::bigint[], $7::bigint[], $8::int[], $9::text[], $10::text[], $11::boolean[])`,
    [
      told.map(({ seq }) => seq),
      told.map(({ station }) => station),
      told.map(({ crossing }) => crossing),
      told.map(({ branch }) => branch),
      ...[0, 1, 2].map((at) => told.map(({ keys }) => keys[at])),
      told.map(({ minute }) => minute),
      told.map(({ post }) => post),
      told.map(({ direction }) => direction),
      told.map(({ withdrawn }) => withdrawn),
    ],
  );
  const standing = told.filter(({ withdrawn }) => !withdrawn);
  const byKey = standing.flatMap(({ keys, minute, seq }) => [...new Set(keys)].map((key) => ({ key, minute, seq })));
  await query(`INSERT INTO stay_keys (key, minute, seq) SELECT * FROM unnest($1::bigint[], $2::int[], $3::bigint[])`, [
    byKey.map(({ key }) => key),
    byKey.map(({ minute }) => minute),
    byKey.map(({ seq }) => seq),
  ]);
  const gone = told.filter(({ withdrawn }) => withdrawn);
  await query(
    `DELETE FROM stay_keys k USING stay_feed f, unnest($1::text[], $2::bigint[], $3::int[], $4::bigint[]) AS g(station, crossing, branch, seq)
     WHERE f.station_id = g.station AND f.crossing = g.crossing AND f.branch = g.branch AND f.seq < g.seq
       AND k.key IN (f.key_a, f.key_b, f.key_c) AND k.minute = f.minute AND k.seq = f.seq`,
    [
      gone.map(({ station }) => station),
      gone.map(({ crossing }) => crossing),
      gone.map(({ branch }) => branch),
      gone.map(({ seq }) => seq),
    ],
  );
  return told;
};

/** The last word on each of some crossings of a station. */
export const lastTold = async (
  query: Query,
  station: { readonly id: string; readonly branch: number },
  crossings: readonly number[],
): Promise<Map<number, ToldEvent>> => {
  const rows = await query(
    `SELECT ${columns} FROM stay_feed WHERE station_id = $1 AND branch = $2 AND crossing = ANY($3::bigint[]) ORDER BY seq`,
    [station.id, station.branch, crossings],
  );
  return new Map(rows.map(toldOf).map((event) => [event.crossing, event]));
};

/** Standing events of whoever bears one of the keys, in the order they happened. */
export const eventsOfPerson = async (query: Query, keys: readonly number[]): Promise<ToldEvent[]> => {
  const rows = await query(
    `SELECT DISTINCT ${columns} FROM stay_feed WHERE seq IN (SELECT seq FROM stay_keys WHERE key = ANY($1::bigint[]))
     ORDER BY minute, seq`,
    [keys],
  );
  return rows.map(toldOf);
};

/** The feed behind a number, as desks read it. */
export const readStays = async (
  query: Query,
  after: number,
  limit: number,
): Promise<{ readonly items: StayItem[]; readonly last: number }> => {
  const rows = await query(`SELECT ${columns} FROM stay_feed WHERE seq > $1 ORDER BY seq LIMIT $2`, [after, limit]);
  const events = rows.map(toldOf);
  return {
    items: events.map(({ keys, minute, post, direction, withdrawn }) => [
      [...keys],
      minute,
      post,
      direction === 'exit' ? 1 : 0,
      withdrawn ? 1 : 0,
    ]),
    last: events.at(-1)?.seq ?? after,
  };
};

/** What no rule looks back to any more leaves the feed. The last row stays: numbers are never given twice. */
export const forgetStays = async (query: Query, beforeMinute: number): Promise<void> => {
  await query('DELETE FROM stay_keys WHERE seq IN (SELECT seq FROM stay_feed WHERE minute < $1)', [beforeMinute]);
  await query('DELETE FROM stay_feed WHERE minute < $1 AND seq < (SELECT max(seq) FROM stay_feed)', [beforeMinute]);
};

/** Says as of when the feed speaks of everything; never goes back. */
export const noteWhole = async (query: Query, at: string): Promise<void> => {
  await query(
    `INSERT INTO settings (name, value) VALUES ('stays-whole-at', $1)
     ON CONFLICT (name) DO UPDATE SET value = greatest(settings.value, excluded.value)`,
    [at],
  );
};

export const wholeAt = async (query: Query): Promise<string> => {
  const [row] = await query(`SELECT value FROM settings WHERE name = 'stays-whole-at'`);
  return row ? String(row.value) : new Date(0).toISOString();
};
