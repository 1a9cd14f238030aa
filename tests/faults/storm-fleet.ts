import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFaultyLine, type LineFault } from './faulty-line.ts';
import { must } from './harness.ts';
import type { FromStation, ToStation } from './storm-station.ts';

const script = fileURLToPath(new URL('storm-station.ts', import.meta.url));

type Told<K extends FromStation['is']> = Extract<FromStation, { is: K }>;

/** A desk of the storm: a process that may be killed at any moment, a line that may be cut, a clock that may be turned. */
export const startStation = async (number: number, centreUrl: string, task: { until: number; everyMs: number }) => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-storm-'));
  const [stationId, post] = [`storm-${number}`, `post-storm-${number}`];
  let [fault, offset, isEnding] = [(): LineFault => 'none', 0, false];
  const line = await startFaultyLine({ target: centreUrl, next: () => fault() });
  const saved = new Map<number, string>();
  const waiting: { is: string; resolve: (message: FromStation) => void }[] = [];
  const broken: string[] = [];
  let lastSyncAt = '';
  let child: ChildProcess | undefined;
  let [kills, current] = [0, task];

  const heard = (message: FromStation): void => {
    if (message.is === 'saved') saved.set(message.seq, message.hash);
    if (message.is === 'shown') {
      if (message.lastSyncAt !== undefined && message.lastSyncAt < lastSyncAt) broken.push('last synced went back');
      lastSyncAt = message.lastSyncAt ?? lastSyncAt;
    }
    for (const one of waiting.splice(0)) {
      if (one.is === message.is) one.resolve(message);
      else waiting.push(one);
    }
  };
  const send = (message: ToStation): void => {
    if (child?.connected) child.send(message);
  };
  const next = <K extends FromStation['is']>(is: K): Promise<Told<K>> =>
    new Promise((resolve) => waiting.push({ is, resolve: resolve as (message: FromStation) => void }));
  const start = (): void => {
    child = fork(script, [folder, stationId, post, String(offset)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const mine = child;
    let said = '';
    mine.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-500)));
    mine.on('message', (message) => heard(message as FromStation));
    mine.once('exit', (code) => {
      if (isEnding || child !== mine) return;
      if (code !== null) broken.push(`${stationId} ended by itself: ${said}`);
      else setTimeout(() => !isEnding && (start(), send({ do: 'cross', ...current })), 200);
    });
  };
  start();
  await next('shown');
  return {
    stationId,
    post,
    saved,
    broken,
    kills: () => kills,
    enrol: async (code: string): Promise<void> => {
      send({ do: 'connect', url: line.url, code });
      const answer = await next('connected');
      must(answer.ok, `${stationId} was not enrolled: ${answer.code}`);
    },
    cross: (wanted = current): void => {
      current = wanted;
      send({ do: 'cross', ...current });
    },
    kill: (): void => {
      kills += 1;
      child?.kill('SIGKILL');
    },
    line: (wanted: () => LineFault): void => void (fault = wanted),
    clock: (ms: number): void => {
      offset = ms;
      send({ do: 'clock', offset });
    },
    /** Sends until the centre says that it holds everything. */
    drained: async (): Promise<void> => {
      for (let [since, least] = [performance.now(), Infinity]; ;) {
        const [shown, soon] = [next('shown'), new Promise<undefined>((resolve) => setTimeout(resolve, 1_000))];
        send({ do: 'sync' });
        // A desk that was killed a moment ago may not be there yet to answer.
        const state = await Promise.race([shown, soon]);
        if (state && state.unsent === 0 && state.head >= current.until) return;
        if (state && state.unsent < least) [since, least] = [performance.now(), state.unsent];
        must(performance.now() < since + 120_000, `${stationId} does not drain: ${JSON.stringify(state)}`);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    },
    report: (): Promise<Told<'report'>> => {
      send({ do: 'report' });
      return next('report');
    },
    remove: async (): Promise<void> => {
      isEnding = true;
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await ended;
      await line.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type StormStation = Awaited<ReturnType<typeof startStation>>;
