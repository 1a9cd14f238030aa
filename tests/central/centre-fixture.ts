import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createUplink } from '../../src/adapters/http/uplink.ts';
import { createCentre } from '../../src/central/centre.ts';
import type { Database } from '../../src/central/database.ts';
import { openPostgres } from '../../src/central/database-postgres.ts';
import { readPosts } from '../../src/central/posts.ts';
import { createServer } from '../../src/central/server.ts';
import type { TestDesk } from './desk.ts';

/** A database of its own in the real PostgreSQL, gone after the test. */
export const openScratch = async (postgresUrl: string): Promise<Database> => {
  const base = await openPostgres(postgresUrl, 1);
  const name = `beket_test_${randomBytes(6).toString('hex')}`;
  await base.query(`CREATE DATABASE ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const database = await openPostgres(url.href);
  return {
    ...database,
    close: async () => {
      await database.close();
      await base.query(`DROP DATABASE ${name}`);
      await base.close();
    },
  };
};

export const testToken = 'test-token';

/** A running centre on the loopback interface, with a clock the test may turn. */
export const startCentre = async (database: Database, port = 0) => {
  const clock = { offset: 0 };
  const now = (): number => Date.now() + clock.offset;
  const { placeOf } = readPosts(fileURLToPath(new URL('../../resources/posts.json', import.meta.url)));
  const centre = await createCentre({
    database,
    zoneOf: () => 'Asia/Almaty',
    placeOf,
    now,
    administratorToken: testToken,
  });
  const found: string[] = [];
  const app = await createServer(centre, {
    onRoute: (method, path) => found.push(`${method} ${path}`),
    logTo: process.env.BEKET_TEST_LOG ? process.stderr : undefined,
  });
  const url = await app.listen({ host: '127.0.0.1', port });
  const ask = async (path: string, init: RequestInit = {}): Promise<{ status: number; text: string; body: never }> => {
    const answer = await fetch(url + path, {
      ...init,
      headers: { authorization: `Bearer ${testToken}`, ...init.headers },
    });
    const text = await answer.text();
    return {
      status: answer.status,
      text,
      body: (answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined) as never,
    };
  };
  const post = (path: string, value: object = {}) => ask(path, { method: 'POST', body: JSON.stringify(value) });
  const codeFor = async (desk: Pick<TestDesk, 'post' | 'lane'>, more: object = {}): Promise<string> => {
    const { body } = await post('/v1/admin/codes', { post: desk.post, lane: desk.lane, ...more });
    return (body as { code: string }).code;
  };
  /** `method /path` of every route there is, the copies Fastify makes for HEAD left out. */
  const routes = (): string[] => found;
  const { feeder } = centre;
  return { url, database, clock, ask, post, codeFor, routes, feeder, stop: () => app.close() };
};

export type TestCentre = Awaited<ReturnType<typeof startCentre>>;

export const uplinkOf = (desk: Pick<TestDesk, 'sign'>, parts: Partial<Parameters<typeof createUplink>[0]> = {}) =>
  createUplink({ sign: desk.sign, now: Date.now, nonce: () => randomBytes(12).toString('hex'), ...parts });

export const enrolDesk = async (centre: TestCentre, desk: TestDesk, url = centre.url) => {
  const code = await centre.codeFor(desk);
  const { stationId, post, lane, publicKey } = desk;
  const answer = await uplinkOf(desk).enrol(url, { code, stationId, post, lane, publicKey });
  if (!answer.ok) throw new Error(`not enrolled: ${JSON.stringify(answer.fault)}`);
  return answer.value;
};
