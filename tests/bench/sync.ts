import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openPglite } from '../../src/central/database-pglite.ts';
import { openPostgres } from '../../src/central/database-postgres.ts';
import { startCentreProcess, type CentreProcess } from '../central/centre-process.ts';
import { startPostgres } from '../central/postgres-server.ts';
import { createScratchDatabase } from '../central/scratch-database.ts';
import { startFaultyLine } from '../faults/faulty-line.ts';
import { cpuSeconds, parentOf } from './cpu-time.ts';
import type { FromDesks, ToDesks } from './sync-desks.ts';
import { measurePeer } from './sync-peer.ts';

const progress = (text: string): void => void process.stderr.write(`sync: ${text}\n`);

/** The desks live in a process of their own, as they do in life. */
const startDesks = () => {
  const child = fork(fileURLToPath(new URL('sync-desks.ts', import.meta.url)));
  const ask = <K extends FromDesks['is']>(message: ToDesks, kind: K): Promise<Extract<FromDesks, { is: K }>> =>
    new Promise((resolve, reject) => {
      child.once('message', (answer: FromDesks) =>
        answer.is === kind ? resolve(answer as Extract<FromDesks, { is: K }>) : reject(new Error(answer.is)),
      );
      child.once('exit', (code) => reject(new Error(`the desks ended with ${code}`)));
      child.send(message);
    });
  return { ask, pid: child.pid as number, end: () => child.kill('SIGINT') };
};

/** CPU seconds a thousand records, of each who took part; the machine may be busy with other things meanwhile. */
const cpuOf = async (centre: number, desks: number, databaseUrl: string | undefined) => {
  const database = databaseUrl === undefined ? undefined : await openPostgres(databaseUrl, 1);
  const [row] = (await database?.query('SELECT pg_backend_pid() AS pid')) ?? [];
  const server = row && parentOf(Number(row.pid));
  const before = [centre, desks, server ?? 0].map(cpuSeconds) as [number, number, number];
  return (records: number) => {
    const share = (pid: number, index: 0 | 1 | 2): number =>
      Number((((cpuSeconds(pid) - before[index]) * 1000) / records).toFixed(3));
    const figures = {
      centre: share(centre, 0),
      desks: share(desks, 1),
      ...(server !== undefined && { postgres: share(server, 2) }),
    };
    void database?.close();
    return figures;
  };
};

type Head = { readonly stationId: string; readonly seq: number; readonly hash: string };

/** What the centre's database holds, counted by itself, against what the desks hold. */
const compare = async (open: () => ReturnType<typeof openPglite>, heads: readonly Head[]) => {
  const database = await open();
  let [lost, duplicated] = [0, 0];
  for (const { stationId, seq, hash } of heads) {
    const [row] = await database.query(
      `SELECT count(*) AS n, count(DISTINCT seq) AS d, count(*) FILTER (WHERE fault IS NOT NULL) AS f,
         count(*) FILTER (WHERE seq = $2 AND hash = $3) AS same FROM entries WHERE station_id = $1`,
      [stationId, seq, hash],
    );
    lost += seq - Number(row?.d) + Number(row?.f) + (Number(row?.same) === 1 ? 0 : 1);
    duplicated += Number(row?.n) - Number(row?.d);
  }
  await database.close();
  return { lost, duplicated };
};

type Fleet = ReturnType<typeof startDesks>;

/** One desk's backlog over a line of one megabit a second in each direction, heads of the requests counted. */
const overSlowLine = async (fleet: Fleet, centre: CentreProcess, desk: number) => {
  const line = await startFaultyLine({ target: centre.url, next: () => 'none', bytesPerSecond: 1_000_000 / 8 });
  try {
    const wanted = { do: 'prepare', first: desk, desks: 1, records: 10_000, seed: desk } as const;
    const { lanes, records } = await fleet.ask(wanted, 'prepared');
    const codes = await Promise.all(lanes.map((lane) => centre.codeFor('syrym', lane)));
    const { seconds, wireBytes } = await fleet.ask({ do: 'drain', url: line.url, codes }, 'drained');
    progress(`${records} records over 1 Mbit/s in ${seconds.toFixed(1)} s`);
    return { records, seconds: Number(seconds.toFixed(2)), bytesPerRecord: Math.round(wireBytes / records) };
  } finally {
    await line.stop();
  }
};

/** A backlog of many desks drained into one centre; then the same records through CouchDB replication. */
export const run = async (args: readonly string[]): Promise<Record<string, unknown>> => {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      records: text('500000'),
      desks: text('30'),
      seed: text('1'),
      store: text('auto'),
      'peer-records': text(''),
    },
  });
  const [records, desks] = [Number(values.records), Number(values.desks)];
  const server = values.store === 'pglite' ? { reason: 'not asked for' } : await startPostgres();
  if ('reason' in server) progress(`no PostgreSQL (${server.reason}): the centre runs on PGlite`);
  const databaseUrl = 'url' in server ? server.url : undefined;
  const scratch = databaseUrl === undefined ? undefined : await createScratchDatabase(databaseUrl);
  const fleet = startDesks();
  const data = mkdtempSync(join(tmpdir(), 'beket-bench-centre-'));
  const centre = await startCentreProcess({ data, databaseUrl: scratch?.url });
  try {
    progress(`writing ${records} records into the logs of ${desks} desks`);
    const prepared = await fleet.ask({ do: 'prepare', desks, records, seed: Number(values.seed) }, 'prepared');
    const codes = await Promise.all(prepared.lanes.map((lane) => centre.codeFor('syrym', lane)));
    progress('draining');
    const used = await cpuOf(centre.pid, fleet.pid, scratch?.url);
    const drained = await fleet.ask({ do: 'drain', url: centre.url, codes }, 'drained');
    const cpu = used(prepared.records);
    progress(JSON.stringify(cpu));
    const perSecond = prepared.records / drained.seconds;
    progress(`${Math.round(perSecond)} a second`);
    const megabit = await overSlowLine(fleet, centre, desks);
    if (!scratch) await centre.stop('SIGTERM');
    const checked = await compare(
      scratch ? () => openPostgres(scratch.url, 1) : () => openPglite(centre.data),
      drained.heads,
    );
    const peer = await measurePeer(Number(values['peer-records'] || records), Number(values.seed), progress);
    return {
      bench: 'sync',
      records: prepared.records,
      desks,
      seconds: Number(drained.seconds.toFixed(2)),
      perSecond: Math.round(perSecond),
      ...checked,
      peer,
      ratio: peer.perSecond ? Number((perSecond / peer.perSecond).toFixed(1)) : undefined,
      store: scratch ? 'postgres' : 'pglite',
      cpuSecondsPerThousand: cpu,
      bytesPerRecord: Math.round(drained.wireBytes / prepared.records),
      megabit,
    };
  } finally {
    fleet.end();
    await centre.stop().catch(() => undefined);
    rmSync(data, { recursive: true, force: true });
    await scratch?.drop();
    if ('stop' in server) await server.stop();
  }
};
