import { readFileSync } from 'node:fs';
import { createDice } from '../../src/domain/demo-random.ts';
import { inventCrossings } from '../../src/domain/demo-crossings.ts';
import { tally } from '../../src/domain/tally.ts';
import { openSyncDesk, until, type SyncDesk } from '../core/sync-desk.ts';
import { checkShown } from './central-rig.ts';
import { checkTally, onCentreStores, wholeTime, type CentreStore } from './central-processes.ts';
import { must, type FaultTest } from './harness.ts';

const day = 86_400_000;
const pack = { id: 'fault', version: '1', hash: 'a'.repeat(64) };
const backlog = 100_000;
// A post that no table knows is in the country's zone, as the desk of this test is.
const post = 'post-t18';

const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;

/** How long the desk takes to record, and how late its page hears of anything, in milliseconds. */
const atWork = async (desk: SyncDesk, isOver: () => boolean): Promise<{ record: number; late: number }> => {
  const [record, late]: [number[], number[]] = [[], []];
  while (!isOver()) {
    const start = performance.now();
    desk.cross();
    record.push(performance.now() - start);
    const due = performance.now() + 20;
    await new Promise((resolve) => setTimeout(resolve, 20));
    late.push(performance.now() - due);
  }
  return { record: p99(record), late: p99(late) };
};

/** Resident memory of this process, which is the desk's: the centre has its own. */
const megabytes = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;

const fill = (desk: SyncDesk, seed: number): void => {
  const scene = { post, zone: 'Asia/Almaty', lane: '1', officers: ['A1', 'B2'], supervisor: 'S1' };
  const when = { firstSeq: 1, packAt: () => pack, now: Date.now() - day, days: 400 };
  desk.data.appendAll(inventCrossings(createDice(seed), { ...scene, ...when }).slice(0, backlog));
  must(desk.log.head().seq === backlog, `only ${desk.log.head().seq} entries were written`);
};

const drainAll = async (store: CentreStore, seed: number): Promise<string> => {
  const centre = await store.start();
  const desk = openSyncDesk({ post });
  try {
    fill(desk, seed);
    const calm = Date.now() + 3_000;
    const before = await atWork(desk, () => Date.now() > calm);
    const [start, began] = [megabytes(), performance.now()];
    let most = start;
    const watch = setInterval(() => (most = Math.max(most, megabytes())), 100);
    const answer = await desk.connect(centre.url, await centre.codeFor(post, '1'));
    must(answer.ok, 'not enrolled');
    const during = await atWork(desk, () => desk.sync.state().unsent < 200);
    await until(() => desk.sync.state().unsent === 0, 60_000);
    clearInterval(watch);
    const seconds = (performance.now() - began) / 1000;
    await checkTally(
      centre,
      post,
      tally(desk.log.crossingsOf(wholeTime), wholeTime, { zone: 'Asia/Almaty', posts: [post] }),
    );
    await centre.stop();
    const held = (await store.held([desk.stationId])).get(desk.stationId);
    const { seq } = desk.log.head();
    must(held?.size === seq, `the centre holds ${held?.size} of ${seq}`);
    for (let n = 1; n <= seq; n += 1) must(held?.get(n) === desk.log.find(n)?.hash, `entry ${n} differs`);
    must((await desk.log.verify()).ok, 'the chain of the desk is broken');
    checkShown(desk);
    must(most - start < 150, `memory grew by ${Math.round(most - start)} MB`);
    // The machine itself is not steady, so nothing under a frame of a film is held against the line.
    must(
      during.record < Math.max(40, before.record * 3),
      `a crossing took ${during.record} ms, ${before.record} before`,
    );
    must(during.late < Math.max(60, before.late * 3), `the desk was ${during.late} ms late, ${before.late} before`);
    const shown = [before.record, during.record, before.late, during.late].map((ms) => ms.toFixed(1));
    return `${seq} in ${seconds.toFixed(0)} s, ${Math.round(most - start)} MB more than ${Math.round(start)}, record p99 ${shown[0]} → ${shown[1]} ms, late p99 ${shown[2]} → ${shown[3]} ms`;
  } finally {
    desk.remove();
    await centre.stop();
  }
};

/** Three days without a line and a hundred thousand crossings: they drain while the desk works on as before. */
export const T18: FaultTest = ({ seed }) =>
  onCentreStores(`72 h offline with ${backlog} entries`, (store) => drainAll(store, seed));
