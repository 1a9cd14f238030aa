import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { createPartitions } from './partitions.ts';
import type { ZoneOf } from './projection.ts';

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
};

type Parts = Pick<Centre, 'database' | 'zoneOf' | 'now' | 'administratorToken'>;

/** Brings the database up to date and finds out who this centre is; its id is made once. */
export const createCentre = async (parts: Parts): Promise<Centre> => {
  const { database } = parts;
  await migrate(database);
  await database.query(`INSERT INTO settings (name, value) VALUES ('centre-id', $1) ON CONFLICT DO NOTHING`, [
    `centre-${randomBytes(8).toString('hex')}`,
  ]);
  const [row] = await database.query(`SELECT value FROM settings WHERE name = 'centre-id'`);
  return {
    ...parts,
    metrics: createMetrics(),
    centreId: String(row?.value),
    preparePartitions: createPartitions(database),
  };
};
