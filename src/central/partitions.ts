import type { Database } from './database.ts';

let last = { from: 0, to: 0, month: '' };

/** First day of the UTC month of an instant, `YYYY-MM-01`. Entries come month by month, so the last one found is kept. */
export const monthOf = (instant: number): string => {
  if (instant >= last.from && instant < last.to) return last.month;
  const day = new Date(instant);
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  last = { from: Date.UTC(year, month), to: Date.UTC(year, month + 1), month: `${day.toISOString().slice(0, 7)}-01` };
  return last.month;
};

/** Years a clock may show at all; what is outside is a broken clock, not a month (partitions stay few). */
export const [firstInstant, endInstant] = [Date.UTC(2000, 0, 1), Date.UTC(2100, 0, 1)];

const nextMonth = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return monthOf(Date.UTC(year, number, 1));
};

/** Makes the tables of a month before its first entry, once a process. Names carry the month: `entries_2026_11`. */
export const createPartitions = (database: Database): ((months: ReadonlySet<string>) => Promise<void>) => {
  const made = new Set<string>();
  return async (months) => {
    for (const month of months) {
      if (made.has(month)) continue;
      if (!/^\d{4}-\d{2}-01$/.test(month)) throw new RangeError(`not a month: ${month}`);
      // Two batches of one new month may come at once; the second waits here and then finds the tables.
      await database.transaction(async (query) => {
        await query('SELECT pg_advisory_xact_lock($1)', [partitionLock]);
        for (const table of ['entries', 'crossings']) {
          const name = `${table}_${month.slice(0, 7).replace('-', '_')}`;
          // A month may have been moved to another server; then a foreign table stands here by that name.
          const [row] = await query('SELECT to_regclass($1) IS NULL AS missing', [name]);
          if (row?.missing !== true) continue;
          await query(
            `CREATE TABLE ${name} PARTITION OF ${table} (PRIMARY KEY (station_id, seq, branch))
             FOR VALUES FROM ('${month}') TO ('${nextMonth(month)}')`,
          );
        }
      });
      made.add(month);
    }
  };
};

const partitionLock = 7_203_552;
