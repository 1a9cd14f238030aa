import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StationFault } from '../../src/contract/fault.ts';
import type { EventName, Station } from '../../src/contract/station.ts';
import { createHost } from '../../src/kiosk/host.ts';

type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
type Asking = { method?: string; path: string; headers?: Record<string, string>; body?: string };

const calls: { name: string; session: string }[] = [];
const internal: string[] = [];
const listeners = new Map<EventName, Set<(data: never) => void>>();
const station: Station = {
  handle: (name, _input, session) => {
    calls.push({ name, session: session.id });
    if (name === 'syncNow') throw new StationFault('not-signed-in');
    if (name === 'posts') throw new Error('IVANOV 4511 123456');
    return Promise.resolve({ name } as never);
  },
  on: (name, listener) => {
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(listener as (data: never) => void));
    return () => void heard.delete(listener as (data: never) => void);
  },
  close: () => Promise.resolve(),
};

let folder: string;
let host: FastifyInstance;
let port: number;

// Plain `http`: `fetch` would not let a test forge Host or Origin.
const ask = ({ method = 'GET', path, headers = {}, body }: Asking): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    asking.on('error', reject);
    asking.end(body);
  });
const call = (name: string, input: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  ask({
    method: 'POST',
    path: `/api/call/${name}`,
    headers: { 'content-type': 'application/json', 'x-beket': '1', ...headers },
    body: JSON.stringify(input),
  });
const cookieOf = (reply: Reply): string => String(reply.headers['set-cookie']).split(';')[0] ?? '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beket-host-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>desk</title>');
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'export {};');
  host = await createHost({ station, pagesFolder: folder, onInternal: (name) => internal.push(name) });
  await host.listen({ host: '127.0.0.1', port: 0 });
  port = (host.server.address() as { port: number }).port;
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

describe('the page', () => {
  it('is served with a policy that lets it load and reach only its own', async () => {
    const page = await ask({ path: '/' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>desk</title>');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|\*|data:/);
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-cache',
    });
  });

  it('is cached for ever only where its name tells its content', async () => {
    expect((await ask({ path: '/assets/app-1a2b.js' })).headers['cache-control']).toContain('immutable');
  });

  it.each(['/../package.json', '/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/', '/nothing'])(
    'gives nothing for %s',
    async (path) => {
      const reply = await ask({ path });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.body).not.toContain('root:');
    },
  );
});

describe('a call', () => {
  it('reaches the station and answers', async () => {
    const reply = await call('syncNow', {});
    expect(JSON.parse(reply.body)).toEqual({ ok: false, fault: { code: 'not-signed-in' } });
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(JSON.parse((await call('signOut', {})).body)).toEqual({ ok: true, value: { name: 'signOut' } });
  });

  it('hides what failed inside', async () => {
    const reply = await call('posts', {});
    expect(JSON.parse(reply.body)).toEqual({ ok: false, fault: { code: 'internal' } });
    expect(internal).toEqual(['posts']);
  });

  it.each([
    ['another host name (DNS rebinding)', { host: 'desk.example:80' }],
    ['a host with our port on another name', { host: 'evil.example:5280' }],
    ['an origin of another site', { origin: 'https://evil.example' }],
    ['an origin of another port on this machine', { origin: 'http://127.0.0.1:1' }],
    ['a null origin', { origin: 'null' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch from another port', { 'sec-fetch-site': 'same-site' }],
    ['no mark of our page', { 'x-beket': '0' }],
  ])('is refused with %s, and the station does not hear of it', async (_case, headers) => {
    const before = calls.length;
    const reply = await call('state', {}, headers);
    expect(reply.status).toBe(403);
    expect(calls.length).toBe(before);
  });

  it('is refused as a form or as text, which a page elsewhere could send without asking', async () => {
    const before = calls.length;
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const reply = await call('state', {}, { 'content-type': type });
      expect(reply.status, type).toBeGreaterThanOrEqual(400);
    }
    expect(calls.length).toBe(before);
  });

  it('gives a page elsewhere no leave to ask (no CORS)', async () => {
    const reply = await ask({
      method: 'OPTIONS',
      path: '/api/call/state',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(reply.status).toBe(403);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('may be large only where it carries a picture or a list', async () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const small = await call('state', { pad: megabyte });
    expect(small.status).toBe(413);
    expect(JSON.parse(small.body)).toEqual({ ok: false, fault: { code: 'bad-input', detail: 'too-large' } });
    expect((await call('importWatchlist', { csv: megabyte })).status).toBe(200);
  });

  it('that is not JSON is answered as bad input', async () => {
    const reply = await ask({
      method: 'POST',
      path: '/api/call/state',
      headers: { 'content-type': 'application/json', 'x-beket': '1' },
      body: '{"torn',
    });
    expect(JSON.parse(reply.body)).toEqual({ ok: false, fault: { code: 'bad-input' } });
  });
});

describe('a session', () => {
  it('is a cookie no script can read, kept from other sites, and none the browser could choose', async () => {
    const page = await ask({ path: '/' });
    expect(String(page.headers['set-cookie'])).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const forged = await call('state', {}, { cookie: `beket-${port}=chosen-elsewhere` });
    expect(cookieOf(forged)).toMatch(/^beket-\d+=[\w-]{43}$/);
  });

  it('is the same for the same browser and another for another', async () => {
    const cookie = cookieOf(await ask({ path: '/' }));
    await call('state', {}, { cookie });
    await call('state', {}, { cookie });
    await call('state', {});
    const [first, second, third] = calls.slice(-3).map(({ session }) => session);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });

  it('changes its cookie at the sign-in, so that one planted before is worth nothing', async () => {
    const planted = cookieOf(await ask({ path: '/' }));
    const signedIn = await call('signIn', { badge: 'KZ-01', pin: '1234' }, { cookie: planted });
    await call('state', {}, { cookie: cookieOf(signedIn) });
    await call('state', {}, { cookie: planted });
    const [at, after, plantedLater] = calls.slice(-3).map(({ session }) => session);
    expect(after).toBe(at);
    expect(plantedLater).not.toBe(at);
  });
});

describe('events', () => {
  it('stream to the page and end with it', async () => {
    const heard = await new Promise<string>((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port, path: '/api/events' }, (answer) => {
        expect(answer.headers['content-type']).toBe('text/event-stream');
        expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
        answer.on('data', (chunk: Buffer) => {
          const text = chunk.toString();
          if (text.includes('data:')) {
            asking.destroy();
            resolve(text);
          } else for (const say of listeners.get('log') ?? []) say({ seq: 7 } as never);
        });
      });
      asking.on('error', reject);
      asking.end();
    });
    expect(heard).toBe('data: {"name":"log","data":{"seq":7}}\n\n');
    await expect.poll(() => listeners.get('log')?.size).toBe(0);
  });

  it('are not for other hosts', async () => {
    expect((await ask({ path: '/api/events', headers: { host: 'evil.example' } })).status).toBe(403);
  });
});
