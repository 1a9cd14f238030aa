import type { FleetAlert } from '../domain/fleet/fleet-alerts.ts';
import type { Database } from './database.ts';
import { readFleet, readThresholds } from './fleet-book.ts';
import { withAlerts } from './fleet-view.ts';

/** An alert that began or ended, for the log of the centre: a desk and a word, nobody's name. */
export type AlertChange = { readonly station: string; readonly alert: string; readonly began: boolean };

const everyMs = 30_000;

/** Compares what is wrong now with what was, and keeps since when; two statements a look at all desks together. */
export const noteAlerts = (database: Database, now: number): Promise<AlertChange[]> =>
  database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock(7203620)');
    const booked = await readFleet(query);
    const desks = withAlerts(booked, await readThresholds(query), now);
    const at = new Date(now).toISOString();
    const began: { station: string; alert: FleetAlert }[] = [];
    const ended: { station: string; alert: string }[] = [];
    for (const [index, { id, alerts }] of desks.entries()) {
      const before = booked[index]?.alertsSince ?? {};
      const codes = new Set<string>(alerts.map(({ code }) => code));
      for (const { code } of alerts) if (before[code] === undefined) began.push({ station: id, alert: code });
      for (const code of Object.keys(before)) if (!codes.has(code)) ended.push({ station: id, alert: code });
    }
    if (began.length > 0) {
      await query(
        `INSERT INTO fleet_alerts (station_id, code, since) SELECT station, code, $1 FROM unnest($2::text[], $3::text[]) AS t (station, code)`,
        [at, began.map(({ station }) => station), began.map(({ alert }) => alert)],
      );
    }
    if (ended.length > 0) {
      await query(
        `UPDATE fleet_alerts a SET ended_at = $1 FROM unnest($2::text[], $3::text[]) AS t (station, code)
         WHERE a.station_id = t.station AND a.code = t.code AND a.ended_at IS NULL`,
        [at, ended.map(({ station }) => station), ended.map(({ alert }) => alert)],
      );
    }
    return [
      ...began.map((change) => ({ ...change, began: true })),
      ...ended.map((change) => ({ ...change, began: false })),
    ];
  });

/** Looks at all desks twice a minute until it is stopped. */
export const watchFleet = (
  database: Database,
  now: () => number,
  tell: (changes: readonly AlertChange[]) => void,
  onFault: (fault: unknown) => void,
): { stop(): Promise<void> } => {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = noteAlerts(database, now()).then(tell).catch(onFault);
  }, everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
};
