import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { uplinkOf } from '../central/centre-fixture.ts';
import { startCentreProcess, type CentreProcess } from '../central/centre-process.ts';
import { createTestDesk } from '../central/desk.ts';
import { startPostgres } from '../central/postgres-server.ts';
import { createScratchDatabase } from '../central/scratch-database.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { cpuSeconds } from './cpu-time.ts';

const progress = (text: string): void => void process.stderr.write(`desks: ${text}\n`);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How often an idle desk asks where the centre stands, milliseconds (src/core/sync.ts). */
const idleMs = 60_000;

/** A desk that only has what travels: its key, its chain, the real line. One batch is under way at a time, as in life. */
const createDesk = async (centre: CentreProcess, number: number) => {
  const desk = createTestDesk(`bench-${number}`, 'syrym', String(number));
  const line = uplinkOf(desk);
  const { stationId, post, lane, publicKey } = desk;
  const code = await centre.codeFor(post, lane);
  const enrolled = await line.enrol(centre.url, { code, stationId, post, lane, publicKey });
  if (!enrolled.ok) throw new Error(`${stationId}: ${enrolled.fault.code}`);
  await line.head(centre.url, stationId);
  let [sent, running] = [0, Promise.resolve()];
  const pushAll = async (): Promise<void> => {
    while (sent < desk.log.entries.length) {
      const answer = await line.push(centre.url, stationId, desk.log.entriesAfter(sent, 500));
      if (!answer.ok) throw new Error(`${stationId}: ${answer.fault.code} ${answer.fault.detail ?? ''}`);
      sent = answer.value.acknowledged;
    }
  };
  return {
    /** Milliseconds from the crossing to the centre's word that it is there. */
    cross: async (): Promise<number> => {
      const start = performance.now();
      desk.log.cross({ lane });
      await (running = running.then(pushAll));
      return performance.now() - start;
    },
    idle: () => line.head(centre.url, stationId),
  };
};

const residentMegabytes = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

const quantile = (sorted: readonly number[], share: number): number =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Many desks at an ordinary pace with bursts: how soon each crossing is acknowledged, and what the centre's memory does. */
export const run = async (args: readonly string[]): Promise<Record<string, unknown>> => {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      desks: text('500'),
      rate: text('20'),
      burst: text('100'),
      'burst-every': text('30'),
      minutes: text('10'),
      seed: text('1'),
      store: text('auto'),
    },
  });
  const [count, rate, burst] = [Number(values.desks), Number(values.rate), Number(values.burst)];
  const minutes = Number(values.minutes);
  const server = values.store === 'pglite' ? { reason: 'not asked for' } : await startPostgres();
  if ('reason' in server) progress(`no PostgreSQL (${server.reason}): the centre runs on PGlite`);
  const scratch = 'url' in server ? await createScratchDatabase(server.url) : undefined;
  const data = mkdtempSync(join(tmpdir(), 'beket-bench-centre-'));
  const centre = await startCentreProcess({ data, databaseUrl: scratch?.url });
  try {
    const desks: Awaited<ReturnType<typeof createDesk>>[] = [];
    for (let number = 0; number < count; number += 1) desks.push(await createDesk(centre, number));
    progress(`${count} desks enrolled`);
    const dice = createDice(Number(values.seed));
    const [calm, bursts, memory]: [number[], number[], number[]] = [[], [], []];
    const faults: unknown[] = [];
    const under: Promise<unknown>[] = [];
    const cross = (into: number[]): void => {
      const done = dice.pick(desks).cross();
      under.push(done.then((ms) => into.push(ms)).catch((fault: unknown) => faults.push(fault)));
    };
    const idling = setInterval(() => void dice.pick(desks).idle(), idleMs / count);
    const sampling = setInterval(() => memory.push(residentMegabytes(centre.pid)), 1_000);
    const [cpu, begun] = [cpuSeconds(centre.pid), performance.now()];
    let [due, nextBurst] = [0, Number(values['burst-every']) * 1000];
    for (let at = 0; at < minutes * 60_000; at = performance.now() - begun) {
      for (; due < (at / 1000) * rate; due += 1) cross(calm);
      if (at >= nextBurst) {
        for (let n = 0; n < burst; n += 1) cross(bursts);
        nextBurst += Number(values['burst-every']) * 1000;
      }
      await wait(10);
    }
    await Promise.all(under);
    clearInterval(idling);
    clearInterval(sampling);
    const seconds = (performance.now() - begun) / 1000;
    const all = [...calm, ...bursts].toSorted((a, b) => a - b);
    const inBursts = bursts.toSorted((a, b) => a - b);
    // The first quarter is warming up: code is compiled, buffers find their size.
    const quarter = Math.max(1, memory.length >> 2);
    const [early, late] = [median(memory.slice(quarter, quarter * 2)), median(memory.slice(-quarter))];
    return {
      bench: 'desks',
      desks: count,
      seconds: Math.round(seconds),
      events: all.length,
      perSecond: Number((all.length / seconds).toFixed(1)),
      bursts: Math.round(bursts.length / burst),
      failed: faults.length,
      p50Ms: quantile(all, 0.5),
      p99Ms: quantile(all, 0.99),
      slowestMs: quantile(all, 1),
      burstP99Ms: quantile(inBursts, 0.99),
      memoryEarlyMb: early,
      memoryLateMb: late,
      centreCpuShare: Number(((cpuSeconds(centre.pid) - cpu) / seconds).toFixed(3)),
      store: scratch ? 'postgres' : 'pglite',
    };
  } finally {
    await centre.stop();
    rmSync(data, { recursive: true, force: true });
    await scratch?.drop();
    if ('stop' in server) await server.stop();
  }
};
