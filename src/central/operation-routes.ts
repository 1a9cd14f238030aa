import type { FastifyInstance } from 'fastify';
import type { Centre } from './centre.ts';
import { feedGauges } from './feed-gauges.ts';
import { fleetGauges } from './fleet-gauges.ts';
import { listStations } from './station-book.ts';

/** Is it well, and how busy: for the machine that watches. */
export const operationRoutes = (app: FastifyInstance, { database, metrics, now }: Centre): void => {
  app.get('/healthz', async (_request, reply) => {
    try {
      await database.query('SELECT 1');
      return { beket: 'centre', ok: true, database: database.kind };
    } catch {
      return reply.status(503).send({ beket: 'centre', ok: false, database: database.kind });
    }
  });

  app.get('/metrics', async (_request, reply) => {
    const stations = await listStations(database.query);
    const gauges = stations.flatMap(({ id, head, lastSeenAt, skewMs, fork, revokedAt }) => {
      const labels = { station: id };
      const seen = lastSeenAt ? (now() - Date.parse(lastSeenAt)) / 1000 : Number.NaN;
      return [
        { name: 'beket_station_acknowledged', labels, value: head.seq },
        { name: 'beket_station_unseen_seconds', labels, value: seen },
        { name: 'beket_station_clock_skew_seconds', labels, value: (skewMs ?? 0) / 1000 },
        { name: 'beket_station_forked', labels, value: fork ? 1 : 0 },
        { name: 'beket_station_revoked', labels, value: revokedAt ? 1 : 0 },
      ];
    });
    const own = [
      { name: 'beket_stations', value: stations.length },
      { name: 'process_resident_memory_bytes', value: process.memoryUsage.rss() },
    ];
    const feeds = await feedGauges(database.query, now());
    const fleet = await fleetGauges(database.query, now());
    return reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(metrics.text([...own, ...feeds, ...fleet, ...gauges]));
  });
};
