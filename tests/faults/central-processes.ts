import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openPglite } from '../../src/central/database-pglite.ts';
import { openPostgres } from '../../src/central/database-postgres.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { startCentreProcess, type CentreProcess } from '../central/centre-process.ts';
import { startPostgres } from '../central/postgres-server.ts';
import { createScratchDatabase } from '../central/scratch-database.ts';
import { must } from './harness.ts';

export const wholeTime = { kind: 'days', from: '2000-01-01', to: '2099-12-31' } as const;

/** A store for a centre that runs, dies and runs again in processes of its own. */
export type CentreStore = {
  readonly name: 'PGlite' | 'PostgreSQL';
  start(port?: number): Promise<CentreProcess>;
  /** What the database holds of a desk, `seq` to hash; throws where a number is there twice. Not while PGlite runs. */
  held(stationIds: readonly string[]): Promise<Map<string, Map<number, string>>>;
  remove(): Promise<void>;
};

const openStore = async (databaseUrl: string | undefined): Promise<CentreStore> => {
  const data = mkdtempSync(join(tmpdir(), 'beket-centre-'));
  const scratch = databaseUrl === undefined ? undefined : await createScratchDatabase(databaseUrl);
  return {
    name: scratch ? 'PostgreSQL' : 'PGlite',
    start: (port) => startCentreProcess({ data, port, databaseUrl: scratch?.url }),
    held: async (stationIds) => {
      const database = await (scratch ? openPostgres(scratch.url, 1) : openPglite(data));
      const all = new Map<string, Map<number, string>>();
      for (const id of stationIds) {
        const rows = await database.query('SELECT seq, hash, fault FROM entries WHERE station_id = $1', [id]);
        const held = new Map(rows.map((row) => [Number(row.seq), row.fault === null ? String(row.hash) : 'put aside']));
        must(held.size === rows.length, `${id}: ${rows.length - held.size} entries are there twice`);
        all.set(id, held);
      }
      await database.close();
      return all;
    },
    remove: async () => {
      await scratch?.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
};

/** Runs `work` on PGlite and on PostgreSQL where there is one, or on the one that is asked for. */
export const onCentreStores = async (
  what: string,
  work: (store: CentreStore) => Promise<string>,
  only?: CentreStore['name'],
): Promise<{ runs: number; passed: number; detail: string }> => {
  const server = only === 'PGlite' ? { reason: 'not asked for' } : await startPostgres();
  const urls = [
    ...(only === 'PostgreSQL' && 'url' in server ? [] : [undefined]),
    ...('url' in server ? [server.url] : []),
  ];
  if ('reason' in server) process.stderr.write(`${what}: not on PostgreSQL: ${server.reason}\n`);
  const details: string[] = [];
  let passed = 0;
  for (const url of urls) {
    const store = await openStore(url);
    try {
      details.push(`${store.name}: ${await work(store)}`);
      passed += 1;
    } catch (fault) {
      details.push(`${store.name} FAILED: ${(fault as Error).message}`);
    } finally {
      await store.remove();
    }
  }
  if ('stop' in server) await server.stop();
  return { runs: urls.length, passed, detail: `${what}; ${details.join('; ')}` };
};

/** The centre's own tally of a post is that of the desk. */
export const checkTally = async (centre: CentreProcess, post: string, own: Tally): Promise<void> => {
  const path = `/v1/tally?from=${wholeTime.from}&to=${wholeTime.to}&posts=${post}`;
  const answer = await fetch(centre.url + path, { headers: { authorization: `Bearer ${centre.token}` } });
  const { tally } = (await answer.json()) as { tally: Tally };
  must(isDeepStrictEqual(tally, JSON.parse(JSON.stringify(own))), `the tally of ${post} is not that of its desk`);
};
