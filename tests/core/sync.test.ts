import { afterEach, expect, it } from 'vitest';
import type { Uplink, UplinkFault } from '../../src/core/ports.ts';
import { openPglite } from '../../src/central/database-pglite.ts';
import { startCentre } from '../central/centre-fixture.ts';
import { onEachStore } from '../central/on-each-store.ts';
import { handTimers, openSyncDesk, until, type SyncDesk } from './sync-desk.ts';

const opened: SyncDesk[] = [];
const open = (options?: Parameters<typeof openSyncDesk>[0]): SyncDesk => {
  const desk = openSyncDesk(options);
  opened.push(desk);
  return desk;
};
afterEach(() => {
  for (const desk of opened.splice(0)) desk.remove();
});

onEachStore('a desk in step with the centre', (centre) => {
  const countAt = async (desk: SyncDesk): Promise<number> =>
    (await centre().database.query('SELECT seq FROM entries WHERE station_id = $1', [desk.stationId])).length;
  const connected = async (desk: SyncDesk): Promise<void> => {
    const answer = await desk.connect(centre().url, await centre().codeFor({ post: desk.post, lane: '1' }));
    if (!answer.ok) throw new Error(answer.fault.code);
  };

  it('sends what was recorded before and after it was connected', async () => {
    const desk = open();
    desk.cross(700);
    expect(desk.sync.state()).toMatchObject({ connected: false, unsent: 700 });
    await connected(desk);
    await until(() => desk.sync.state().unsent === 0);
    desk.cross(3);
    expect(desk.sync.state().unsentSince).toBe(desk.log.find(701)?.at);
    await until(() => desk.sync.state().unsent === 0);
    expect([await countAt(desk), desk.data.store.acknowledged()]).toEqual([703, 703]);
    expect(desk.sync.state().lastSyncAt).toBeDefined();
  });

  it('never says that nothing is unsent, or that it is in step, before it is', async () => {
    const desk = open();
    desk.cross(900);
    const before = desk.states.length;
    await connected(desk);
    await until(() => desk.sync.state().unsent === 0);
    const seen = desk.states.slice(before);
    expect(seen.map(({ unsent, lastSyncAt }) => (unsent === 0) === (lastSyncAt !== undefined))).not.toContain(false);
    const acknowledged = seen.map(({ unsent }) => 900 - unsent);
    expect(acknowledged).toEqual(acknowledged.toSorted((a, b) => a - b));
  });

  it('goes on where it was after a restart', async () => {
    const desk = open();
    await connected(desk);
    desk.cross(50);
    await until(() => desk.sync.state().unsent === 0);
    const { lastSyncAt } = desk.sync.state();
    desk.close();
    const again = open({ folder: desk.folder, stationId: desk.stationId });
    expect([again.sync.state().lastSyncAt, lastSyncAt]).toEqual([expect.any(String), again.sync.state().lastSyncAt]);
    again.cross(10);
    await until(() => again.sync.state().unsent === 0);
    expect(await countAt(again)).toBe(60);
  });

  it('starts at nothing with another centre, and knows where it was when it comes back', async () => {
    const desk = open();
    await connected(desk);
    desk.cross(30);
    await until(() => desk.sync.state().unsent === 0);
    const database = await openPglite();
    const other = await startCentre(database);
    try {
      const answer = await desk.connect(other.url, await other.codeFor({ post: desk.post, lane: '1' }));
      expect(answer.ok).toBe(true);
      expect(desk.sync.state()).toMatchObject({ unsent: 30, lastSyncAt: undefined });
      await until(() => desk.sync.state().unsent === 0);
      const held = await database.query('SELECT seq FROM entries WHERE station_id = $1', [desk.stationId]);
      expect(held.length).toBe(30);
    } finally {
      await connected(desk);
      expect(desk.sync.state().unsent).toBe(0);
      await until(() => desk.sync.state().lastSyncAt !== undefined);
      await other.stop();
      await database.close();
    }
  });

  it('sends again what the centre lost, and its own word never goes back', async () => {
    const desk = open();
    await connected(desk);
    desk.cross(40);
    await until(() => desk.sync.state().unsent === 0);
    const { database } = centre();
    await database.query('DELETE FROM entries WHERE station_id = $1 AND seq > 25', [desk.stationId]);
    const hash = desk.log.find(25)?.hash;
    await database.query('UPDATE stations SET head_seq = 25, head_hash = $2 WHERE station_id = $1', [
      desk.stationId,
      hash,
    ]);
    await desk.sync.syncNow();
    expect(await countAt(desk)).toBe(40);
    expect(desk.data.store.acknowledged()).toBe(40);
  });

  it('says fork where the centre holds more than the desk', async () => {
    const desk = open();
    await connected(desk);
    desk.cross(20);
    await until(() => desk.sync.state().unsent === 0);
    const { database } = centre();
    await database.query(`UPDATE stations SET head_seq = 30, head_hash = $2 WHERE station_id = $1`, [
      desk.stationId,
      'e'.repeat(64),
    ]);
    expect((await desk.sync.syncNow()).error?.code).toBe('fork');
    expect(desk.sync.state().lastSyncAt).toBeDefined();
  });

  it('says in a word why it is not connected', async () => {
    const desk = open();
    expect(await desk.connect(centre().url, 'XXXX-XXXX-XXXX')).toMatchObject({
      ok: false,
      fault: { code: 'bad-code' },
    });
    expect(desk.sync.state().connected).toBe(false);
  });
});

const scripted = (fault: () => UplinkFault | undefined): Uplink & { pushes: number[] } => {
  const pushes: number[] = [];
  return {
    pushes,
    enrol: async () => ({ ok: true, value: { beket: 'centre', centreId: 'c', acknowledged: 0 } }),
    head: async () => {
      const found = fault();
      return found ? { ok: false, fault: found } : { ok: true, value: { beket: 'centre', acknowledged: 0, at: '' } };
    },
    push: async (_url, _station, entries) => {
      pushes.push(entries.length);
      const found = fault();
      if (found) return { ok: false, fault: found };
      return { ok: true, value: { beket: 'centre', acknowledged: entries.at(-1)?.seq ?? 0, rejected: [], at: '' } };
    },
  };
};

it('waits longer after each failure, at random, and at once when asked', async () => {
  const timers = handTimers();
  let fault: UplinkFault | undefined = { code: 'unreachable' };
  const desk = open({ schedule: timers.schedule, uplink: scripted(() => fault) });
  await desk.connect('https://centre.example', 'code');
  desk.cross(3);
  const waits: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    timers.fire();
    await until(() => timers.next() !== undefined && !desk.sync.state().busy);
    waits.push(timers.next() as number);
  }
  waits.forEach((wait, index) => {
    const ceiling = Math.min(120_000, 1000 * 2 ** index);
    expect(wait).toBeGreaterThanOrEqual(ceiling / 2);
    expect(wait).toBeLessThanOrEqual(ceiling);
  });
  expect(desk.sync.state()).toMatchObject({ unsent: 3, error: { code: 'unreachable' }, lastSyncAt: undefined });
  fault = undefined;
  expect(await desk.sync.syncNow()).toMatchObject({ unsent: 0, error: undefined });
});

it('does not spin where the centre takes entries and never moves', async () => {
  const timers = handTimers();
  const stuck = scripted(() => undefined);
  const desk = open({
    schedule: timers.schedule,
    uplink: {
      ...stuck,
      push: async () => ({ ok: true, value: { beket: 'centre', acknowledged: 0, rejected: [], at: '' } }),
    },
  });
  await desk.connect('https://centre.example', 'code');
  desk.cross(3);
  expect((await desk.sync.syncNow()).error).toMatchObject({ code: 'server-error', detail: 'no progress' });
});

it('touches nothing after it was stopped, even with an answer on its way', async () => {
  const timers = handTimers();
  let answer: (() => void) | undefined;
  const slow = scripted(() => undefined);
  const desk = open({
    schedule: timers.schedule,
    uplink: {
      ...slow,
      push: (...args) => new Promise((resolve) => (answer = () => void slow.push(...args).then(resolve))),
    },
  });
  await desk.connect('https://centre.example', 'code');
  desk.cross(2);
  const pass = desk.sync.syncNow().catch((fault: unknown) => fault);
  await until(() => answer !== undefined);
  desk.sync.stop();
  answer?.();
  await pass;
  expect([desk.data.store.acknowledged(), timers.next()]).toEqual([0, undefined]);
});
