import { afterEach, expect, it, vi } from 'vitest';
import type { Query } from '../../src/central/database.ts';
import { readFleet } from '../../src/central/fleet-book.ts';
import { fleetView } from '../../src/central/fleet-view.ts';
import { noteAlerts } from '../../src/central/fleet-watch.ts';
import type { FleetAct, FleetView } from '../../src/contract/fleet.ts';
import type { DeskHealth } from '../../src/domain/fleet/desk-health.ts';
import { usualThresholds } from '../../src/domain/fleet/fleet-alerts.ts';
import { administrator, openDesk, type TestDesk } from '../core/open-desk.ts';
import type { TestCentre } from './centre-fixture.ts';
import { onEachStore } from './on-each-store.ts';

// Desks are set up whole, scrypt and all, and tell of themselves after some seconds.
vi.setConfig({ testTimeout: 120_000 });

const desks: TestDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});

const deskAt = async (post: string, centre: TestCentre): Promise<{ desk: TestDesk; id: string }> => {
  const desk = openDesk();
  desks.push(desk);
  await desk.value('setUp', { post, lane: '1', admin: administrator });
  await desk.value('connect', { url: centre.url, code: await centre.codeFor({ post, lane: '1' }) });
  return { desk, id: (await desk.value('state', {})).station?.id ?? '' };
};
/** The desk and the badge are known to the centre as those who may. */
const headquarters = async (centre: TestCentre, posts?: string[], post = 'syrym') => {
  const found = await deskAt(post, centre);
  await centre.post(`/v1/admin/stations/${found.id}/allow`);
  const { badge, name, pin } = administrator;
  const officer = { badge, name, role: 'administrator', active: true };
  await centre.post('/v1/admin/officers', { officer, pin, ...(posts && { posts }) });
  return found;
};
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const rowOf = (view: FleetView, id: string) => {
  const row = view.desks.find((one) => one.id === id);
  if (!row) throw new Error(`no desk ${id}`);
  return row;
};
const act = (desk: TestDesk, what: FleetAct) => desk.value('fleetAct', { act: what, reason: 'tried in a test' });

onEachStore('the fleet', (centre) => {
  it('shows every desk to an administrator whom the centre knows, at a desk that may; to nobody else', async () => {
    const { desk, id } = await deskAt('syrym', centre());
    expect(await desk.call('fleet', {})).toMatchObject({ fault: { code: 'centre', detail: 'not-allowed' } });
    await centre().post(`/v1/admin/stations/${id}/allow`);
    expect(await desk.call('fleet', {})).toMatchObject({ fault: { code: 'centre', detail: 'not-allowed' } });
    const { badge, name, pin } = administrator;
    const officer = { badge, name, role: 'administrator', active: true };
    await centre().post('/v1/admin/officers', { officer, pin });
    await until(async () => rowOf(await desk.value('fleet', {}), id).health !== undefined);
    const row = rowOf(await desk.value('fleet', {}), id);
    expect(row).toMatchObject({ post: 'syrym', lane: '1', administers: true, alerts: [] });
    expect(row.health).toMatchObject({ version: expect.any(String) as string, pack: { state: 'KAZ' } });
    expect(row.health?.disk?.total).toBeGreaterThan(row.health?.disk?.free ?? Number.NaN);
    // Nothing in it says who crossed or who works there.
    expect(JSON.stringify(row)).not.toContain(name);
    await centre().post('/v1/admin/officers', { officer: { ...officer, role: 'supervisor' } });
    expect(await desk.call('fleet', {})).toMatchObject({ fault: { code: 'centre', detail: 'not-allowed' } });
    await centre().post('/v1/admin/officers', { officer });
    await centre().post(`/v1/admin/stations/${id}/disallow`);
    expect(await desk.call('fleet', {})).toMatchObject({ fault: { code: 'centre', detail: 'not-allowed' } });
  });

  it('writes down who did what and why, and keeps an administrator of some posts to them', async () => {
    const { desk } = await headquarters(centre(), ['zhaisan'], 'zhaisan');
    const far = await deskAt('taskala', centre());
    const near = await deskAt('zhaisan', centre());
    const seen = (await desk.value('fleet', {})).desks.map(({ id }) => id);
    expect(seen).toContain(near.id);
    expect(seen).not.toContain(far.id);
    const { fleet } = await act(desk, { what: 'rename', station: near.id, name: 'Second booth' });
    expect(rowOf(fleet, near.id).name).toBe('Second booth');
    expect(fleet.acts[0]).toMatchObject({ officer: 'A1', what: 'rename', subject: near.id, reason: 'tried in a test' });
    const refused = async (what: FleetAct) =>
      (await desk.call('fleetAct', { act: what, reason: 'tried in a test' })).ok;
    expect(await refused({ what: 'revoke', station: far.id })).toBe(false);
    expect(await refused({ what: 'code', post: 'taskala', lane: '4', hours: 1 })).toBe(false);
    expect(await refused({ what: 'message', text: 'hello', stations: [far.id] })).toBe(false);
    expect(await refused({ what: 'thresholds', thresholds: usualThresholds })).toBe(false);
    // The desk's own log says it too, the words apart where they can be erased.
    const { code, qr, address } = await act(desk, { what: 'code', post: 'zhaisan', lane: '7', hours: 1 });
    expect(code?.code.replaceAll('-', '').slice(12)).toBe(code?.fingerprint);
    expect(address).toBe(centre().url);
    expect(qr?.size).toBeGreaterThan(20);
    const other = openDesk();
    desks.push(other);
    await other.value('setUp', { post: 'zhaisan', lane: '7', admin: administrator });
    await other.value('connect', { url: centre().url, code: code?.code ?? '' });
    expect(await other.value('centreKey', {})).toEqual({ fingerprint: code?.fingerprint });
  });

  it('brings a message to the desks it is for, until somebody there acknowledges it', async () => {
    const { desk } = await headquarters(centre());
    const one = await deskAt('aksai', centre());
    const other = await deskAt('orda', centre());
    await act(desk, { what: 'message', text: 'The line is down from six to seven.', stations: [one.id] });
    const read = async ({ desk: at }: { desk: TestDesk }) => {
      await at.value('pullFeeds', {});
      return (await at.value('notices', {})).map(({ text }) => text);
    };
    expect(await read(one)).toEqual(['The line is down from six to seven.']);
    expect(await read(other)).toEqual([]);
    const [notice] = await one.desk.value('notices', {});
    expect(await one.desk.value('acknowledgeNotice', { id: notice?.id ?? '' })).toEqual([]);
    expect(await read(one)).toEqual([]);
    await until(async () => {
      const { health } = rowOf(await desk.value('fleet', {}), one.id);
      return health?.notices.some(({ id, by }) => id === notice?.id && by === 'A1') ?? false;
    });
    // All desks hear of one that names none, and it goes when it is taken back.
    const { fleet } = await act(desk, { what: 'message', text: 'For everybody' });
    expect(await read(one)).toEqual(['For everybody']);
    expect(await read(other)).toEqual(['For everybody']);
    await act(desk, { what: 'withdraw', notice: fleet.notices[0]?.id ?? '' });
    expect(await read(other)).toEqual([]);
  });

  it('lets a desk go through its log, and the centre through what it holds', async () => {
    const { desk } = await headquarters(centre());
    const { desk: there, id } = await deskAt('zhanybek', centre());
    await there.value('syncNow', {});
    await act(desk, { what: 'verify', station: id });
    await there.value('pullFeeds', {});
    await until(async () => rowOf(await desk.value('fleet', {}), id).health?.chain?.ok === true);
    await there.value('syncNow', {});
    const checked = async () => {
      await act(desk, { what: 'check', station: id });
      await until(async () => rowOf(await desk.value('fleet', {}), id).held?.done === true);
      return rowOf(await desk.value('fleet', {}), id);
    };
    expect((await checked()).held).toMatchObject({ ok: true, done: true });
    await centre().database.query(
      `UPDATE entries SET line = replace(line, 'administrator', 'supervisor') WHERE station_id = $1 AND kind = 'officer-saved'`,
      [id],
    );
    await until(async () => (await checked()).held?.ok === false);
    const row = rowOf(await desk.value('fleet', {}), id);
    expect(row.held).toMatchObject({ firstBad: 2, reason: 'hash' });
    expect(row.alerts.map(({ code }) => code)).toContain('held-broken');
  });

  it('tells a desk out of service nothing and takes what it still sends; a revoked one neither', async () => {
    const { desk } = await headquarters(centre());
    const { desk: there, id } = await deskAt('kairak', centre());
    await there.value('syncNow', {});
    await act(desk, { what: 'retire', station: id });
    const states = await there.value('pullFeeds', {});
    expect(states.every(({ fault }) => fault?.code === 'revoked')).toBe(true);
    await there.value('saveOfficer', {
      officer: { badge: 'N1', name: 'Late Entry', role: 'officer', active: true },
      pin: '112233',
    });
    expect(await there.value('syncNow', {})).toMatchObject({ unsent: 0 });
    const { fleet } = await act(desk, { what: 'revoke', station: id });
    expect(rowOf(fleet, id)).toMatchObject({ alerts: [], revokedAt: expect.any(String) as string });
    expect(await there.value('syncNow', {})).toMatchObject({ error: { code: 'revoked' } });
    await act(desk, { what: 'restore', station: id });
    expect((await there.value('syncNow', {})).error).toBeUndefined();
  });

  it('answers for five hundred desks with as many statements as for one, and keeps since when', async () => {
    const { query } = centre().database;
    const health: DeskHealth = {
      at: new Date().toISOString(),
      version: '0.1.0',
      head: 5_000,
      unsent: 5_000,
      watchlist: { entries: 3 },
      notices: [],
    };
    await query(
      `INSERT INTO stations (station_id, post, lane, public_key, enrolled_at, last_seen_at)
       SELECT 'many-' || n, 'far-away', n::text, 'key', now(), now() FROM generate_series(1, 500) AS n`,
    );
    await query(
      `INSERT INTO station_health (station_id, reported_at, health) SELECT 'many-' || n, now(), $1 FROM generate_series(1, 500) AS n`,
      [JSON.stringify(health)],
    );
    let statements = 0;
    const counted: Query = (text, parameters) => {
      statements += 1;
      return query(text, parameters);
    };
    expect((await fleetView(counted, Date.now(), ['far-away'])).desks).toHaveLength(500);
    const many = statements;
    statements = 0;
    await fleetView(counted, Date.now(), ['nowhere']);
    expect(many).toBe(statements);
    statements = 0;
    await readFleet(counted);
    expect(statements).toBe(1);

    const now = Date.now();
    const began = (await noteAlerts(centre().database, now)).filter(({ station }) => station === 'many-7');
    expect(began).toEqual([{ station: 'many-7', alert: 'backlog', began: true }]);
    expect((await noteAlerts(centre().database, now + 1000)).filter(({ station }) => station === 'many-7')).toEqual([]);
    const [row] = (await fleetView(query, now, ['far-away'])).desks;
    expect(row?.alerts).toEqual([{ code: 'backlog', since: new Date(now).toISOString() }]);
    const thresholds = { ...usualThresholds, backlogEntries: 6_000 };
    await centre().post('/v1/admin/fleet/acts', { act: { what: 'thresholds', thresholds }, reason: 'a long night' });
    const ended = (await noteAlerts(centre().database, now + 2000)).filter(({ station }) => station === 'many-7');
    expect(ended).toEqual([{ station: 'many-7', alert: 'backlog', began: false }]);
    const { body } = await centre().ask('/v1/admin/fleet');
    expect((body as FleetView).thresholds).toEqual(thresholds);
    expect((body as FleetView).acts[0]).toMatchObject({ what: 'thresholds', reason: 'a long night' });
  });
});
