import { afterEach, expect, it } from 'vitest';
import { createWorkerPool } from '../../../src/adapters/reading/worker-pool.ts';

const workerUrl = new URL('./stuck-worker.ts', import.meta.url);
const job = (payload: string) => ({ payload, today: '2026-11-22', live: false });

const pools: ReturnType<typeof createWorkerPool>[] = [];
const poolOf = (threads: number, timeoutMs: number) => {
  const pool = createWorkerPool({ workerUrl, threads, timeoutMs });
  pools.push(pool);
  return pool;
};
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));
const codes = async (answer: ReturnType<ReturnType<typeof createWorkerPool>['run']>) =>
  (await answer).flatMap((reading) => reading.problems.map(({ code }) => code));

it('kills a worker that hangs and goes on with a new one', async () => {
  const pool = poolOf(1, 1_500);
  const stuck = pool.run(job('hang'));
  const after = pool.run(job('next'));
  expect(await codes(stuck)).toEqual(['reading-timeout']);
  expect((await after)[0]?.text).toBe('next');
});

it.each(['die', 'throw'])('answers when a worker should %s', async (how) => {
  const pool = poolOf(1, 10_000);
  expect(await codes(pool.run(job(how)))).toEqual(['reading-failed']);
  expect((await pool.run(job('again')))[0]?.text).toBe('again');
});

it('answers each of many jobs with its own reading', async () => {
  const pool = poolOf(2, 10_000);
  const names = Array.from({ length: 40 }, (_, i) => `job ${i}`);
  const answers = await Promise.all(names.map((name) => pool.run(job(name))));
  expect(answers.map(([reading]) => reading?.text)).toEqual(names);
});

it('answers what still waits when it closes', async () => {
  const pool = poolOf(1, 60_000);
  const jobs = [pool.run(job('hang')), pool.run(job('waits'))];
  await pool.close();
  expect(await Promise.all(jobs.map(codes))).toEqual([['reading-failed'], ['reading-failed']]);
  expect(await codes(pool.run(job('late')))).toEqual(['reading-failed']);
});
