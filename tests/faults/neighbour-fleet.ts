import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallInput, CallName, CallOutput } from '../../src/contract/station.ts';
import { administrator } from '../core/open-desk.ts';
import { startFaultyLine, type LineFault } from './faulty-line.ts';
import { must } from './harness.ts';
import type { FromNeighbour, ToNeighbour } from './neighbour-station.ts';

const script = fileURLToPath(new URL('neighbour-station.ts', import.meta.url));

type Line = Awaited<ReturnType<typeof startFaultyLine>>;
const addressOf = ({ url }: Line): string => new URL(url).host;

/** A whole desk in a process of its own, with a line to the centre and one by which its neighbours reach it. */
export const startNeighbour = async (lane: string, post: string, centreUrl: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-neighbour-'));
  const held = { toCentre: (): LineFault => 'none', toDesk: (): LineFault => 'none' };
  const line = await startFaultyLine({ target: centreUrl, next: () => held.toCentre() });
  let [child, door, number, ahead] = [undefined as ChildProcess | undefined, undefined as Line | undefined, 0, 0];
  const waiting = new Map<number, (message: FromNeighbour) => void>();

  type Message = ToNeighbour extends infer M ? (M extends unknown ? Omit<M, 'id'> : never) : never;
  const send = (message: Message): Promise<FromNeighbour> =>
    new Promise((resolve) => {
      number += 1;
      waiting.set(number, resolve);
      child?.send({ ...message, id: number });
    });
  const start = async (): Promise<void> => {
    const mine = fork(script, [folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child = mine;
    await new Promise<void>((resolve, reject) => {
      mine.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)));
      mine.on('message', (message: FromNeighbour) => {
        if (message.id === 0) return resolve();
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
      });
    });
    await send({ ahead });
  };
  const value = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const { answer } = await send({ name, input });
    if (!answer?.ok) throw new Error(`lane ${lane}, ${name}: ${JSON.stringify(answer?.fault)}`);
    return answer.value as CallOutput<N>;
  };
  await start();
  await value('setUp', { post, lane, admin: administrator });
  const stationId = (await value('state', {})).station?.id ?? '';
  const place = { on: true, host: '127.0.0.1' };
  const { port, listening } = await value('saveNeighbours', { ...place, port: 0, others: [] });
  must(listening, 'nobody can ask this desk');
  door = await startFaultyLine({ target: `http://127.0.0.1:${port}`, next: () => held.toDesk() });
  const end = async (): Promise<void> => {
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    if (child?.connected) child.disconnect();
    await ended;
  };
  return Object.assign(held, {
    folder,
    lane,
    stationId,
    value,
    address: addressOf(door),
    enrol: (code: string) => value('connect', { url: line.url, code }),
    meet: (others: readonly string[]) => value('saveNeighbours', { ...place, port, others: [...others] }),
    clock: (ms: number) => send({ ahead: (ahead = ms) }),
    /** Killed where it stands, and started again on the same data. */
    kill: async (): Promise<void> => {
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await ended;
      await start();
      await value('signIn', { badge: administrator.badge, pin: administrator.pin });
    },
    end,
    remove: async (): Promise<void> => {
      if (child?.exitCode === null && child.signalCode === null) await end();
      await line.stop();
      await door?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  });
};

export type Neighbour = Awaited<ReturnType<typeof startNeighbour>>;
