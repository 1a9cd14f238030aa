import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import type { Database } from '../../src/central/database.ts';
import { openPostgres } from '../../src/central/database-postgres.ts';
import { migrate } from '../../src/central/migrate.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { enrolDesk, openScratch, startCentre, uplinkOf } from './centre-fixture.ts';
import { createTestDesk } from './desk.ts';
import { startPostgres } from './postgres-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const given = process.env.BEKET_TEST_POSTGRES;
const skip = given ? undefined : 'BEKET_TEST_POSTGRES is not set';
if (skip) console.warn(`SKIPPED: months on two servers: ${skip}`);

/** The blocks of docs/scale.md that say how to move a month, in their order: once, there, here. */
const blocks = [...readFileSync('docs/scale.md', 'utf8').matchAll(/```sql\n([^`]*)```/g)].map(
  ([, sql]) => sql as string,
);

const run = async (database: Database, sql: string, words: Record<string, string>): Promise<void> => {
  const filled = sql.replace(/^--.*$/gm, '').replace(/<(\w+)>/g, (_, word: string) => words[word] ?? word);
  await database.transaction(async (query) => {
    for (const statement of filled.split(';')) if (statement.trim()) await query(statement);
  });
};

it.skipIf(skip)(
  'spreads months over two servers by the statements of docs/scale.md, and goes on as before',
  async () => {
    const other = await startPostgres('');
    if ('reason' in other) {
      console.warn(`SKIPPED: months on two servers: ${other.reason}`);
      return;
    }
    const [first, second] = [await openScratch(given as string), await openPostgres(other.url)];
    const centre = await startCentre(first);
    const tally = async (): Promise<Tally> =>
      ((await centre.ask('/v1/tally?from=2026-08-01&to=2026-11-30')).body as { tally: Tally }).tally;
    try {
      const desk = createTestDesk();
      await enrolDesk(centre, desk);
      const push = (after: number) => uplinkOf(desk).push(centre.url, desk.stationId, desk.log.entries.slice(after));
      for (const month of ['08', '09', '10']) {
        for (let day = 1; day <= 20; day += 1)
          desk.log.cross({}, `2026-${month}-${String(day).padStart(2, '0')}T08:00:00.000Z`);
      }
      expect(await push(0)).toMatchObject({ ok: true, value: { acknowledged: 60 } });
      const before = await tally();

      await migrate(second);
      const { hostname, port, pathname, username } = new URL(other.url);
      const [once, there, here] = blocks as [string, string, string];
      await run(first, once, {
        host: hostname,
        port,
        database: pathname.slice(1),
        user: username,
        password: 'none',
      });
      for (const name of ['entries', 'crossings']) {
        await run(second, there, { table: name });
        await run(first, here, { table: name });
      }
      const count = async (database: Database, table: string) =>
        Number((await database.query(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
      expect([await count(second, 'entries'), await count(second, 'crossings'), await count(first, 'entries')]).toEqual(
        [20, 20, 60],
      );
      expect(await tally()).toEqual(before);

      // A correction of a crossing over there, a new entry of that month, and the whole log once more.
      desk.log.append({
        kind: 'correction',
        body: { of: 25, officer: 'A1', changes: { citizenship: 'BLR' } },
        personal: { reason: 'r' },
        at: '2026-10-21T08:00:00.000Z',
      });
      desk.log.cross({}, '2026-09-30T08:00:00.000Z');
      expect(await push(60)).toMatchObject({ ok: true, value: { acknowledged: 62, rejected: [] } });
      expect(await push(0)).toMatchObject({ ok: true, value: { acknowledged: 62, rejected: [] } });
      expect([await count(second, 'entries'), await count(second, 'crossings'), await count(first, 'entries')]).toEqual(
        [21, 21, 62],
      );
      const after = await tally();
      expect([after.persons.total, after.corrections]).toEqual([61, 1]);
      expect(after.byCitizenship.find(({ citizenship }) => citizenship === 'BLR')).toMatchObject({ entry: 1 });
    } finally {
      await centre.stop();
      await second.close();
      await first.close();
      await other.stop();
    }
  },
);
