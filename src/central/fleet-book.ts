import * as v from 'valibot';
import { chainCheckSchema, deskHealthSchema, type DeskHealth } from '../domain/fleet/desk-health.ts';
import { thresholdsSchema, usualThresholds, type Thresholds } from '../domain/fleet/fleet-alerts.ts';
import type { FleetDesk, FleetView } from '../contract/fleet.ts';
import type { Query, Row } from './database.ts';

const iso = (value: unknown): string | undefined => (value ? new Date(value as string).toISOString() : undefined);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const parsed = <S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | undefined => {
  if (typeof value !== 'string') return undefined;
  const result = v.safeParse(schema, JSON.parse(value));
  return result.success ? result.output : undefined;
};

const heldSchema = v.object({ ...chainCheckSchema.entries, of: v.number(), done: v.boolean() });
export type HeldCheck = v.InferOutput<typeof heldSchema>;

/** A desk as the book has it; alerts are laid over it by whoever knows the hour. */
export type BookedDesk = Omit<FleetDesk, 'alerts'> & { readonly alertsSince: Readonly<Record<string, string>> };

/** The last state of a desk takes the place of the one before: it is a picture, not evidence. */
export const saveHealth = async (query: Query, stationId: string, at: string, health: DeskHealth): Promise<void> => {
  await query(
    `INSERT INTO station_health (station_id, reported_at, health) VALUES ($1, $2, $3)
     ON CONFLICT (station_id) DO UPDATE SET reported_at = excluded.reported_at, health = excluded.health`,
    [stationId, at, JSON.stringify(health)],
  );
};

export const saveHeldCheck = async (query: Query, stationId: string, check: HeldCheck): Promise<void> => {
  await query(
    `INSERT INTO held_checks (station_id, checked) VALUES ($1, $2)
     ON CONFLICT (station_id) DO UPDATE SET checked = excluded.checked`,
    [stationId, JSON.stringify(check)],
  );
};

const deskOf = (row: Row): BookedDesk => {
  const fork = row.fork_seq === null ? undefined : { seq: Number(row.fork_seq), at: iso(row.fork_at) as string };
  return {
    id: String(row.station_id),
    post: String(row.post),
    lane: String(row.lane),
    name: text(row.name),
    enrolledAt: iso(row.enrolled_at) as string,
    revokedAt: iso(row.revoked_at),
    retiredAt: iso(row.retired_at),
    administers: row.may_administer === true,
    lastSeenAt: iso(row.last_seen_at),
    skewMs: row.skew_ms === null ? undefined : Number(row.skew_ms),
    acknowledged: Number(row.head_seq),
    fork,
    health: parsed(deskHealthSchema, row.health),
    reportedAt: iso(row.reported_at),
    held: parsed(heldSchema, row.checked),
    alertsSince: (row.alerts ?? {}) as Readonly<Record<string, string>>,
  };
};

/** All desks, or those of some posts, in one statement however many there are. */
export const readFleet = async (query: Query, posts?: readonly string[]): Promise<BookedDesk[]> =>
  (
    await query(
      `SELECT s.station_id, s.post, s.lane, s.name, s.enrolled_at, s.revoked_at, s.retired_at, s.may_administer,
         s.head_seq, s.last_seen_at, s.skew_ms, s.fork_seq, s.fork_at, h.reported_at, h.health, c.checked, a.alerts
       FROM stations s
       LEFT JOIN station_health h USING (station_id)
       LEFT JOIN held_checks c USING (station_id)
       LEFT JOIN (
         SELECT station_id, json_object_agg(code, since) AS alerts FROM fleet_alerts WHERE ended_at IS NULL GROUP BY station_id
       ) a USING (station_id)
       WHERE $1::text[] IS NULL OR s.post = ANY($1::text[])
       ORDER BY s.post, s.lane, s.station_id`,
      [posts],
    )
  ).map(deskOf);

export const readThresholds = async (query: Query): Promise<Thresholds> => {
  const [row] = await query(`SELECT value FROM settings WHERE name = 'fleet-thresholds'`);
  return parsed(thresholdsSchema, row?.value) ?? usualThresholds;
};

export const saveThresholds = async (query: Query, thresholds: Thresholds): Promise<void> => {
  await query(
    `INSERT INTO settings (name, value) VALUES ('fleet-thresholds', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [JSON.stringify(thresholds)],
  );
};

/** Who did what to the fleet, from where, and why. Rows are only ever added. */
export type FleetActNote = {
  readonly at: string;
  readonly via?: string | undefined;
  readonly officer?: string | undefined;
  readonly what: string;
  readonly subject?: string | undefined;
  readonly reason?: string | undefined;
};

export const noteAct = async (
  query: Query,
  { at, via, officer, what, subject, reason }: FleetActNote,
): Promise<void> => {
  await query('INSERT INTO fleet_acts (at, via, officer, what, subject, reason) VALUES ($1, $2, $3, $4, $5, $6)', [
    at,
    via,
    officer,
    what,
    subject,
    reason,
  ]);
};

export const readActs = async (query: Query, limit: number): Promise<FleetView['acts']> =>
  (await query('SELECT * FROM fleet_acts ORDER BY id DESC LIMIT $1', [limit])).map((row) => ({
    at: iso(row.at) as string,
    via: text(row.via),
    officer: text(row.officer),
    what: String(row.what),
    subject: text(row.subject),
    reason: text(row.reason),
  }));
