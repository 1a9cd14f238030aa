import { afterEach, expect, it, vi } from 'vitest';
import { administrator, openDesk, type TestDesk } from '../core/open-desk.ts';
import type { TestCentre } from './centre-fixture.ts';
import { onEachStore } from './on-each-store.ts';

const passport = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';

// Desks are set up whole, scrypt and all.
vi.setConfig({ testTimeout: 120_000 });

const desks: TestDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});

const deskAt = async (post: string, centre: TestCentre): Promise<TestDesk> => {
  const desk = openDesk();
  desks.push(desk);
  await desk.value('setUp', { post, lane: '1', admin: administrator });
  await desk.value('connect', { url: centre.url, code: await centre.codeFor({ post, lane: '1' }) });
  return desk;
};
const scan = async (desk: TestDesk, direction: 'entry' | 'exit') => {
  const circumstances = { direction, purpose: 'private', transport: 'car' } as const;
  return (await desk.value('read', { scan: { source: 'wedge', payload: passport }, circumstances })).parked;
};
const pulled = async (desk: TestDesk, centre: TestCentre): Promise<void> => {
  await centre.feeder.catchUp();
  await desk.value('pullFeeds', {});
};

onEachStore('a crossing whose day is corrected', (centre) => {
  it('moves at every desk, and never counts twice', async () => {
    const [here, there] = [await deskAt('shagan', centre()), await deskAt('taskala', centre())];
    const officer = { badge: 'S2', name: 'Second Person', role: 'supervisor', active: true } as const;
    await there.value('saveOfficer', { officer, pin: '2222' });
    const parked = await scan(there, 'entry');
    const input = { caseId: parked?.id ?? '', action: 'admit', reason: { code: 'CHECKED_ON_PAGE' } } as const;
    const { seq, at: was } = await there.value('record', input);
    await there.value('syncNow', {});
    await pulled(here, centre());
    await pulled(there, centre());
    const atOf = async (desk: TestDesk) => (await scan(desk, 'exit'))?.history.events.map(({ at }) => at.slice(0, 16));
    expect(await atOf(here)).toEqual([was.slice(0, 16)]);
    const day = new Date(Date.parse(was) - 43 * 3_600_000).toISOString().slice(0, 10);
    const witness = { badge: 'S2', pin: '2222' };
    const row = await there.value('correct', { seq, changes: { day }, reason: 'typed in from paper', witness });
    expect(row.at < was).toBe(true);
    // The centre has not heard of it: what it told before is this crossing all the same.
    expect(await atOf(there)).toEqual([row.at.slice(0, 16)]);
    await there.value('syncNow', {});
    await pulled(here, centre());
    await pulled(there, centre());
    expect(await atOf(here)).toEqual([row.at.slice(0, 16)]);
    expect(await atOf(there)).toEqual([row.at.slice(0, 16)]);
  });
});
