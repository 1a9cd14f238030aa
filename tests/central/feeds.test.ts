import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { signPack } from '../../src/adapters/pack-signature.ts';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { inventedPassport } from '../core/invented-passport.ts';
import { openDesk, administrator, type TestDesk } from '../core/open-desk.ts';
import { onEachStore } from './on-each-store.ts';
import type { TestCentre } from './centre-fixture.ts';

const passport = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';
const by = (direction: Circumstances['direction']): Circumstances => ({
  direction,
  purpose: 'private',
  transport: 'car',
});

// Desks are set up whole, scrypt and all, several a test.
vi.setConfig({ testTimeout: 120_000 });

const desks: TestDesk[] = [];
const servers: Server[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A desk at a post, set up, and connected where a centre is given. */
const deskAt = async (post: string, centre: TestCentre, url = centre.url, lane = '1'): Promise<TestDesk> => {
  const desk = openDesk();
  desks.push(desk);
  await desk.value('setUp', { post, lane, admin: administrator });
  await desk.value('connect', { url, code: await centre.codeFor({ post, lane }) });
  return desk;
};
const pulled = async (desk: TestDesk, centre: TestCentre) => {
  await centre.feeder.catchUp();
  return Object.fromEntries((await desk.value('pullFeeds', {})).map((state) => [state.feed, state]));
};
const scan = (desk: TestDesk, direction: Circumstances['direction']) =>
  desk.value('read', { scan: { source: 'wedge', payload: passport }, circumstances: by(direction) });
const admit = async (desk: TestDesk, direction: Circumstances['direction']): Promise<number> => {
  const { parked } = await scan(desk, direction);
  const input = { caseId: parked?.id ?? '', action: 'admit' as const, reason: { code: 'CHECKED_ON_PAGE' as const } };
  const { seq } = await desk.value('record', input);
  await desk.value('syncNow', {});
  return seq;
};
const crossings = async (desk: TestDesk): Promise<string[]> => {
  const { parked } = await scan(desk, 'entry');
  return (parked?.history.events ?? []).map(({ post, direction }) => `${post} ${direction}`).toSorted();
};
const text = (centre: TestCentre, path: string, body: string) => centre.ask(path, { method: 'POST', body });

/** The line with somebody on it who changes what the centre answers. */
const meddler = async (centre: TestCentre, change: (body: string, path: string) => string): Promise<string> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(
          ([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name),
        ),
      ) as Record<string, string>;
      const path = request.url ?? '';
      void fetch(centre.url + path, {
        method: request.method ?? 'GET',
        headers,
        ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
      }).then(async (answer) => response.writeHead(answer.status).end(change(await answer.text(), path)));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

onEachStore('what comes down from the centre', (centre) => {
  it('tells a desk of what others recorded, once, and of what was voided since', async () => {
    const there = await deskAt('syrym', centre());
    const here = await deskAt('zhaisan', centre());
    const entry = await admit(there, 'entry');
    await admit(there, 'exit');
    expect((await pulled(here, centre())).stays).toMatchObject({ whole: true });
    expect(await crossings(here)).toEqual(['syrym entry', 'syrym exit']);
    // Its own crossings come back to the desk that wrote them, and count once.
    await pulled(there, centre());
    expect(await crossings(there)).toEqual(['syrym entry', 'syrym exit']);
    const second = { badge: 'S2', name: 'Second Supervisor', role: 'supervisor' as const, active: true };
    await there.value('saveOfficer', { officer: second, pin: '654321' });
    const witness = { badge: second.badge, pin: '654321' };
    await there.value('void', { seq: entry, reason: 'wrong traveller', witness });
    // Not yet sent up, and yet the desk itself knows better than the feed.
    expect(await crossings(there)).toEqual(['syrym exit']);
    await there.value('syncNow', {});
    await pulled(here, centre());
    expect(await crossings(here)).toEqual(['syrym exit']);
  });

  it('says as of when, and calls it complete only once the centre reaches back as far as a rule does', async () => {
    const desk = await deskAt('zhaisan', centre());
    const stranger = {
      scan: { source: 'wedge' as const, payload: inventedPassport(2900) },
      circumstances: by('entry'),
    };
    const look = async () => (await desk.value('read', stranger)).parked;
    const isComplete = async (): Promise<boolean | undefined> => (await look())?.decision?.stay?.complete;
    expect(await isComplete()).toBe(false);
    await pulled(desk, centre());
    expect(Date.now() - Date.parse((await look())?.history.asOf ?? '')).toBeLessThan(60_000);
    expect(await isComplete()).toBe(false);
    const longAgo = Math.floor(Date.now() / 60_000) - 181 * 1440;
    await centre().database.query(
      `INSERT INTO stay_feed (seq, station_id, crossing, branch, key_a, minute, post, direction, withdrawn)
       SELECT coalesce(max(seq), 0) + 1, 'long-ago', 1, 0, 5, $1, 'syrym', 'entry', false FROM stay_feed`,
      [longAgo],
    );
    await pulled(desk, centre());
    expect(await isComplete()).toBe(true);
  });

  it('sends the watchlist as changes, and officers only to the desks of their posts', async () => {
    const desk = await deskAt('taskala', centre());
    const other = await deskAt('aksai', centre());
    const list = 'id;name;birth date;document;reason\n1;Щербакова Юлия;15.03.1990;;wanted\n2;;;4511 123456;lost\n';
    expect((await text(centre(), '/v1/admin/watchlist', list)).body).toMatchObject({ put: 2, dropped: 0 });
    await pulled(desk, centre());
    expect((await desk.value('state', {})).watchlist.entries).toBe(2);
    const hits = async () =>
      (await scan(desk, 'entry')).parked?.decision?.findings.filter(({ rule }) => rule.includes('WATCHLIST')).length;
    expect(await hits()).toBeGreaterThan(0);
    const shorter = 'id;name;birth date;document;reason\n3;Other Person;01.01.1980;;wanted\n';
    expect((await text(centre(), '/v1/admin/watchlist', shorter)).body).toMatchObject({ put: 1, dropped: 2 });
    await pulled(desk, centre());
    expect((await desk.value('state', {})).watchlist.entries).toBe(1);
    expect(await hits()).toBe(0);

    const officer = { badge: 'N7', name: 'Invented Officer', role: 'officer', active: true };
    await centre().post('/v1/admin/officers', { officer, pin: '736251', posts: ['taskala'] });
    await pulled(desk, centre());
    await pulled(other, centre());
    expect(await desk.value('signIn', { badge: 'N7', pin: '736251' }, 'second')).toMatchObject({ phase: 'ready' });
    expect(await other.call('signIn', { badge: 'N7', pin: '736251' }, 'second')).toMatchObject({ ok: false });
    await centre().post('/v1/admin/officers', { officer, posts: ['aksai'] });
    await pulled(desk, centre());
    await pulled(other, centre());
    expect(await desk.call('signIn', { badge: 'N7', pin: '736251' }, 'third')).toMatchObject({ ok: false });
    expect(await other.value('signIn', { badge: 'N7', pin: '736251' }, 'third')).toMatchObject({ phase: 'ready' });
    // Nobody but the centre's administrator can lose a desk its last one.
    const last = { badge: administrator.badge, name: 'x', role: 'officer', active: false };
    await centre().post('/v1/admin/officers', { officer: last, pin: '111222' });
    await pulled(desk, centre());
    expect(await desk.value('signIn', { badge: administrator.badge, pin: administrator.pin }, 'fourth')).toMatchObject({
      officer: { role: 'administrator' },
    });
  });

  it('opens a post for all desks, and takes no pack that nobody signed', async () => {
    const desk = await deskAt('orda', centre());
    const post = {
      id: 'new-post',
      name: { kk: 'Жаңа', ru: 'Новый', en: 'New' },
      region: { kk: 'Облыс', ru: 'Область', en: 'Region' },
      zone: 'Asia/Oral',
      kind: 'multilateral',
      closures: [],
    };
    expect((await centre().post('/v1/admin/posts', { post })).status).toBe(200);
    await pulled(desk, centre());
    expect((await desk.value('posts', {})).map(({ id }) => id)).toContain('new-post');
    await centre().post('/v1/admin/posts', { drop: 'new-post' });
    await pulled(desk, centre());
    expect((await desk.value('posts', {})).map(({ id }) => id)).not.toContain('new-post');
    const { privateKey } = generateKeyPairSync('ed25519');
    const signed = signPack({ id: 'kz' }, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    expect((await centre().post('/v1/admin/packs', signed)).status).toBe(400);
    expect((await centre().post('/v1/admin/packs', { ...signed, pack: { id: 'other' } })).text).toContain('signature');
  });

  it('drops what is not signed by the pinned key, and goes on when it is again', async () => {
    let isMeddling = true;
    const url = await meddler(centre(), (body, path) =>
      isMeddling && path.startsWith('/v1/feeds/posts') ? body.replace('\\"items\\":[', '\\"items\\":[1,') : body,
    );
    const desk = await deskAt('zhanybek', centre(), url);
    const states = await pulled(desk, centre());
    expect(states.posts).toMatchObject({ fault: { code: 'unsigned' }, whole: false });
    expect(states.posts?.at).toBeUndefined();
    expect(states.officers).toMatchObject({ whole: true });
    isMeddling = false;
    expect((await pulled(desk, centre())).posts).toMatchObject({ whole: true });
  });

  it('takes no answer again that was for another cursor', async () => {
    const first = new Map<string, string>();
    const url = await meddler(centre(), (body, path) => {
      const feed = path.split('?')[0] ?? '';
      if (!feed.startsWith('/v1/feeds/watchlist')) return body;
      if (!first.has(feed)) first.set(feed, body);
      return first.get(feed) ?? body;
    });
    const desk = await deskAt('kairak', centre(), url);
    await pulled(desk, centre());
    expect((await pulled(desk, centre())).watchlist).toMatchObject({ fault: { code: 'out-of-order' } });
  });

  it('begins anew where the centre says so, and leaves nothing of before', async () => {
    const desk = await deskAt('alimbet', centre());
    await text(centre(), '/v1/admin/watchlist', 'id;name;birth date\na;Some Body;01.01.1970\n');
    await pulled(desk, centre());
    await centre().database.query(`DELETE FROM feed_items WHERE feed = 'watchlist'`);
    await centre().post('/v1/admin/feeds/restart');
    await pulled(desk, centre());
    await pulled(desk, centre());
    expect((await desk.value('state', {})).watchlist.entries).toBe(0);
  });

  it('is taken for no other centre by a desk whose code carries the fingerprint', async () => {
    const url = await meddler(centre(), (body, path) =>
      path === '/v1/enrol'
        ? body.replace(/"key":"[^"]+"/, `"key":"${Buffer.from('not the key').toString('base64')}"`)
        : body,
    );
    const desk = openDesk();
    desks.push(desk);
    await desk.value('setUp', { post: 'uba', lane: '1', admin: administrator });
    const code = await centre().codeFor({ post: 'uba', lane: '1' });
    expect(await desk.call('connect', { url, code })).toMatchObject({
      fault: { code: 'centre', detail: 'wrong-centre' },
    });
    expect((await desk.value('state', {})).sync.connected).toBe(false);
    expect(await desk.call('connect', { url: centre().url, code })).toMatchObject({ ok: true });
  });
});
