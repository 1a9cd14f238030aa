import { randomBytes } from 'node:crypto';
import { openCentreKeys, type CentreKeys } from './centre-keys.ts';
import type { Database } from './database.ts';
import { createFeeder, type Feeder } from './feeder.ts';
import { tellDesks } from './known-desks.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { createPartitions } from './partitions.ts';
import type { ZoneOf } from './projection.ts';
import type { PlaceOf } from './travel-findings.ts';

/** What the routes work with. */
export type Centre = {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly centreId: string;
  readonly zoneOf: ZoneOf;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly administratorToken: string;
  readonly preparePartitions: (months: ReadonlySet<string>) => Promise<void>;
  readonly keys: CentreKeys;
  readonly feeder: Feeder;
  /** Where a post lies, for the map. */
  readonly placeOf: PlaceOf;
};

type Parts = Pick<Centre, 'database' | 'zoneOf' | 'now' | 'administratorToken'> & {
  /** Where posts lie; a post nobody knows the place of is not compared by distance. */
  readonly placeOf?: PlaceOf;
};

/** Brings the database up to date and finds out who this centre is; its id is made once. */
export const createCentre = async (parts: Parts): Promise<Centre> => {
  const { database } = parts;
  await migrate(database);
  await database.query(`INSERT INTO settings (name, value) VALUES ('centre-id', $1) ON CONFLICT DO NOTHING`, [
    `centre-${randomBytes(8).toString('hex')}`,
  ]);
  const [row] = await database.query(`SELECT value FROM settings WHERE name = 'centre-id'`);
  const keys = await openCentreKeys(database.query);
  // Desks enrolled before there was this feed stand in it from the first start on.
  await database.transaction(tellDesks);
  const { zoneOf, now, placeOf = () => undefined } = parts;
  return {
    ...parts,
    placeOf,
    metrics: createMetrics(),
    centreId: String(row?.value),
    preparePartitions: createPartitions(database),
    keys,
    feeder: createFeeder({ database, zoneOf, placeOf, stayKey: keys.stayKey, now }),
  };
};
