import type { CrossingRecord } from '../domain/crossing-record.ts';
import { dispositionBodySchema } from '../domain/travel-finding.ts';
import * as v from 'valibot';
import type { Database, Query, Row } from './database.ts';
import { lockFeed } from './feed-items.ts';
import type { ZoneOf } from './projection.ts';
import { isSameEvent, readCrossings, stayEventOf } from './stay-events.ts';
import { eventsOfPerson, forgetStays, lastTold, noteWhole, tell, type ToldEvent } from './stay-feed.ts';
import { disposeFinding, findTravel, type PlaceOf } from './travel-findings.ts';

export type FeederParts = {
  readonly database: Database;
  readonly zoneOf: ZoneOf;
  readonly placeOf: PlaceOf;
  readonly stayKey: string;
  readonly now: () => number;
};

type Part = { readonly id: string; readonly branch: number; readonly seq: number };
type Untold = Omit<ToldEvent, 'seq'>;

const entriesAtOnce = 200;
const overlays = new Set(['correction', 'void', 'resolution']);
/** A window of 180 days and the longest stay that may reach into it, and a month for desks that come late. */
const keptDays = 300;

/** Logs with entries that the feed does not speak of yet. A branch that a fork ended is read once to its end. */
const findWork = async (query: Query): Promise<Part[]> => {
  const rows = await query(
    `SELECT s.station_id, g.branch, coalesce(p.seq, 0) AS seq
     FROM stations s CROSS JOIN LATERAL generate_series(0, s.branch) AS g(branch)
     LEFT JOIN stay_progress p ON p.station_id = s.station_id AND p.branch = g.branch
     WHERE (g.branch = s.branch AND s.head_seq > coalesce(p.seq, 0)) OR (g.branch < s.branch AND NOT coalesce(p.done, false))
     ORDER BY s.station_id, g.branch LIMIT 200`,
  );
  return rows.map((row) => ({ id: String(row.station_id), branch: Number(row.branch), seq: Number(row.seq) }));
};

/** Crossings that entries speak of: their own, or the one they are laid over. */
const subjectsOf = (rows: readonly Row[]): number[] => {
  const seqs = rows.flatMap((row) => {
    if (row.fault !== null) return [];
    if (row.kind === 'crossing') return [Number(row.seq)];
    return overlays.has(String(row.kind)) && row.subject !== null ? [Number(row.subject)] : [];
  });
  return [...new Set(seqs)];
};

/** What the desks must be told so that they know a crossing as it stands: the old word taken back, the new one said. */
const changesOf = (
  record: CrossingRecord | undefined,
  before: ToldEvent | undefined,
  station: Pick<Part, 'id' | 'branch'>,
  crossing: number,
  stayKey: Buffer,
): Untold[] => {
  const now = record && stayEventOf(record, stayKey);
  const stood = before && !before.withdrawn ? before : undefined;
  if (now && stood && isSameEvent(now, stood)) return [];
  const named = { station: station.id, branch: station.branch, crossing };
  return [...(stood ? [{ ...stood, withdrawn: true }] : []), ...(now ? [{ ...now, ...named, withdrawn: false }] : [])];
};

/** A second crossing that looks the same to the desks would vanish with the one taken back: it is said again. */
const saidAgain = async (query: Query, changes: readonly Untold[]): Promise<Untold[]> => {
  const again: Untold[] = [];
  for (const gone of changes.filter(({ withdrawn }) => withdrawn)) {
    const others = await eventsOfPerson(query, gone.keys);
    for (const other of others) {
      const isItself =
        other.station === gone.station && other.crossing === gone.crossing && other.branch === gone.branch;
      const looksAlike = other.minute === gone.minute && other.post === gone.post && other.direction === gone.direction;
      if (!isItself && looksAlike) again.push(other);
    }
  }
  return again;
};

const disposeAll = async (query: Query, rows: readonly Row[]): Promise<void> => {
  for (const row of rows.filter(({ kind, fault }) => kind === 'finding-disposed' && fault === null)) {
    const entry = JSON.parse(String(row.line)) as { at: string; body: unknown };
    const body = v.safeParse(dispositionBodySchema, entry.body);
    if (body.success)
      await disposeFinding(query, body.output.finding, { ...body.output, by: body.output.officer, at: entry.at });
  }
};

/** Reads what desks sent behind the intake's back, at its own pace, and keeps the feed of crossings and findings true to it. */
export const createFeeder = ({ database, zoneOf, placeOf, stayKey, now }: FeederParts) => {
  const key = Buffer.from(stayKey, 'hex');

  const bring = async (
    query: Query,
    station: Pick<Part, 'id' | 'branch'>,
    crossings: readonly number[],
  ): Promise<void> => {
    const records = await readCrossings(query, station, crossings, zoneOf);
    const before = await lastTold(query, station, crossings);
    const oldest = Math.floor(now() / 60_000) - keptDays * 1440;
    const changes = crossings
      .flatMap((seq) => changesOf(records.get(seq), before.get(seq), station, seq, key))
      .filter(({ minute }) => minute >= oldest);
    const told = await tell(query, changes);
    await tell(query, await saidAgain(query, changes));
    await findTravel(query, told, placeOf, new Date(now()).toISOString());
  };

  const follow = async (query: Query, part: Part): Promise<void> => {
    const rows = await query(
      `SELECT seq, kind, subject, fault, CASE WHEN kind = 'finding-disposed' THEN line END AS line FROM entries
       WHERE station_id = $1 AND branch = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
      [part.id, part.branch, part.seq, entriesAtOnce],
    );
    await bring(query, part, subjectsOf(rows));
    await disposeAll(query, rows);
    const aside = rows.filter(({ fault }) => fault !== null).map(({ seq }) => Number(seq));
    await query(
      'INSERT INTO stay_pending (station_id, branch, seq) SELECT $1::text, $2::int, * FROM unnest($3::bigint[]) ON CONFLICT DO NOTHING',
      [part.id, part.branch, aside],
    );
    const [head] = await query('SELECT head_seq, branch FROM stations WHERE station_id = $1', [part.id]);
    const isLast = rows.length < entriesAtOnce;
    const reached = Number(rows.at(-1)?.seq ?? part.seq);
    const isCurrent = Number(head?.branch) === part.branch;
    await query(
      `INSERT INTO stay_progress (station_id, branch, seq, done) VALUES ($1, $2, $3, $4)
       ON CONFLICT (station_id, branch) DO UPDATE SET seq = excluded.seq, done = excluded.done`,
      // A branch that begins behind entries it shares with the one before has none of its own up to its head.
      [
        part.id,
        part.branch,
        isLast && isCurrent ? Math.max(reached, Number(head?.head_seq)) : reached,
        isLast && !isCurrent,
      ],
    );
  };

  /** Entries put aside may have come again, whole. */
  const lookAgain = async (query: Query): Promise<void> => {
    const rows = await query(
      `DELETE FROM stay_pending p USING entries e WHERE e.station_id = p.station_id AND e.seq = p.seq AND e.branch = p.branch
       AND e.fault IS NULL RETURNING e.station_id, e.branch, e.seq, e.kind, e.subject, e.fault`,
    );
    for (const [id, own] of Map.groupBy(rows, (row) => `${String(row.branch)} ${String(row.station_id)}`)) {
      const branch = Number.parseInt(id, 10);
      await bring(query, { id: String(own[0]?.station_id), branch }, subjectsOf(own));
    }
  };

  const step = (): Promise<boolean> =>
    database.transaction(async (query) => {
      await lockFeed(query, 'stays');
      const [next] = await findWork(query);
      if (!next) return false;
      await follow(query, next);
      return true;
    });

  /** Nothing is waiting: the feed speaks of everything the centre held at this instant. */
  const settle = async (): Promise<void> => {
    const at = new Date(now()).toISOString();
    await database.transaction(async (query) => {
      await lockFeed(query, 'stays');
      await lookAgain(query);
      if ((await findWork(query)).length === 0) await noteWhole(query, at);
    });
  };

  return {
    /** One short transaction. False where there was nothing to do. */
    step,
    /** Everything there is. */
    catchUp: async (): Promise<void> => {
      while (await step());
      await settle();
    },
    settle,
    forget: (): Promise<void> =>
      database.transaction(async (query) => {
        await lockFeed(query, 'stays');
        await forgetStays(query, Math.floor(now() / 60_000) - keptDays * 1440);
      }),
  };
};

export type Feeder = ReturnType<typeof createFeeder>;
