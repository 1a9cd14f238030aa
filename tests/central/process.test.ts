import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { migrations } from '../../src/central/migrations.ts';
import { openPglite } from '../../src/central/database-pglite.ts';
import { createTestDesk } from './desk.ts';
import { uplinkOf } from './centre-fixture.ts';

// Each start makes a database anew, in a process of its own; a busy machine takes its time over that.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'beket-centre-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[], environment: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ['src/central/index.ts', ...args], { env: { ...process.env, ...environment } });
  const told = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, told, ended };
};
const fails = async (args: readonly string[], environment?: Record<string, string>): Promise<string> => {
  const { told, ended } = run(args, environment);
  expect(await ended, args.join(' ')).toBe(1);
  expect(told.out).toBe('');
  return told.err;
};
const started = async (args: readonly string[]) => {
  const centre = run(args);
  while (!centre.told.out.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 20));
  return { ...centre, url: /http\S+/.exec(centre.told.out)?.[0] as string };
};

it('starts, hands out a code beside it, keeps its data to itself, and goes when it is told to', async () => {
  const data = join(folder, 'whole');
  const centre = await started(['--data', data, '--port', '0']);
  expect(centre.told.out).toBe(`Beket centre: ${centre.url}\n`);
  expect(new URL(centre.url).hostname).toBe('127.0.0.1');
  const asked = run(['enrol', '--post', 'syrym', '--lane', '1', '--data', data]);
  expect(await asked.ended).toBe(0);
  const { code } = JSON.parse(asked.told.out) as { code: string };
  const desk = createTestDesk();
  const { stationId, post, lane, publicKey } = desk;
  expect(await uplinkOf(desk).enrol(centre.url, { code, stationId, post, lane, publicKey })).toMatchObject({
    ok: true,
  });
  desk.log.cross();
  expect(await uplinkOf(desk).push(centre.url, stationId, desk.log.entries)).toMatchObject({ ok: true });

  expect(await fails(['--data', data, '--port', '0'])).toBe(
    `Another centre is running on ${data}. Stop it first, or give another folder with --data.\n`,
  );
  const health = (await (await fetch(`${centre.url}/healthz`)).json()) as object;
  expect(health).toMatchObject({ ok: true, database: 'pglite' });
  const metrics = await (await fetch(`${centre.url}/metrics`)).text();
  expect(metrics).toMatch(/^beket_entries_total 1$/m);
  expect(metrics).toContain(`beket_station_acknowledged{station="${stationId}"} 1`);
  expect(statSync(join(data, 'administrator-token')).mode & 0o777).toBe(0o600);

  centre.child.kill('SIGTERM');
  expect(await centre.ended).toBe(0);
  expect(existsSync(join(data, 'address'))).toBe(false);
  expect(centre.told.err).not.toMatch(/OBRAZTSOVA|ANNA|4511/);
  const lines = centre.told.err.trim().split('\n');
  expect(lines.every((line) => typeof (JSON.parse(line) as { level: number }).level === 'number')).toBe(true);

  const again = await started(['--data', data, '--port', '0']);
  const head = await uplinkOf(desk).head(again.url, stationId);
  again.child.kill('SIGINT');
  expect([await again.ended, head]).toMatchObject([0, { ok: true, value: { acknowledged: 1 } }]);
});

it('says in one line what to do where it cannot start', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const data = join(folder, 'faults');
  expect(await fails(['--data', data, '--port', String(port)])).toBe(
    `Port ${port} is taken. Stop what uses it, or give another with --port.\n`,
  );
  taken.close();
  expect(await fails(['--data', data], { DATABASE_URL: 'postgres://127.0.0.1:1/none' })).toMatch(
    /does not answer \(ECONNREFUSED\)\. Start it/,
  );
  expect(await fails(['--data', data], { DATABASE_URL: 'localhost/beket' })).toMatch(
    /^DATABASE_URL is not a database address/,
  );
  expect(await fails(['--port', 'many'])).toMatch(/is not a port/);
  const enrol = ['enrol', '--post', 'syrym', '--lane', '1', '--data'];
  expect(await fails([...enrol, join(folder, 'whole')])).toMatch(/not running/);
  expect(await fails([...enrol, data])).toMatch(/No centre has run/);
  expect(await fails(['--tls-cert', join(folder, 'none'), '--tls-key', join(folder, 'none')])).toMatch(/^Cannot read/);
});

it('refuses a database that a newer version has written', async () => {
  const data = join(folder, 'newer');
  const database = await openPglite(data);
  await database.query('CREATE TABLE schema_migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL)');
  await database.query('INSERT INTO schema_migrations VALUES ($1, now())', [migrations.length + 1]);
  await database.close();
  expect(await fails(['--data', data, '--port', '0'])).toMatch(/Start the newer version/);
});
