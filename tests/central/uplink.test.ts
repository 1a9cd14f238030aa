import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from './certificate.ts';
import { uplinkOf } from './centre-fixture.ts';
import { createTestDesk } from './desk.ts';

const servers: { close(): unknown; closeAllConnections(): void }[] = [];
const serve = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const desk = createTestDesk();
desk.log.cross();
const faultAt = async (url: string, parts: Parameters<typeof uplinkOf>[1] = {}) => {
  const answer = await uplinkOf(desk, parts).push(url, desk.stationId, desk.log.entries);
  return answer.ok ? 'ok' : answer.fault.code;
};

describe('the line', () => {
  const answers: [string, number, Record<string, string>, string, string][] = [
    [
      'a captive portal with 200 and HTML',
      200,
      { 'content-type': 'text/html' },
      '<html>Pay for Wi-Fi</html>',
      'not-a-centre',
    ],
    ['a captive portal that redirects', 302, { location: 'http://127.0.0.1:1/login' }, '', 'not-a-centre'],
    [
      'JSON of somebody else',
      200,
      { 'content-type': 'application/json' },
      '{"acknowledged": 1, "rejected": []}',
      'not-a-centre',
    ],
    ['an empty answer', 200, {}, '', 'not-a-centre'],
    ['an acknowledgement cut in the middle', 200, {}, '{"beket":"centre","acknowledged":1,"reje', 'not-a-centre'],
    ['a proxy whose centre is down', 502, { 'content-type': 'text/html' }, '<html>Bad Gateway</html>', 'server-error'],
    ['a fault inside the centre', 500, {}, '{"beket":"centre","failed":true}', 'server-error'],
    ['an endless answer', 200, {}, ' '.repeat(2_000_000), 'not-a-centre'],
    ['a refusal', 409, {}, '{"beket":"centre","error":{"code":"fork","message":"m"}}', 'fork'],
    ['a refusal nobody knows', 409, {}, '{"beket":"centre","error":{"code":"new-word","message":"m"}}', 'not-a-centre'],
  ];
  it.each(answers)('takes %s for what it is', async (_name, status, headers, body, code) => {
    const port = await serve(createServer((_request, response) => response.writeHead(status, headers).end(body)));
    expect(await faultAt(`http://127.0.0.1:${port}`)).toBe(code);
  });

  it('names a line that is not there, that hangs, and that breaks', async () => {
    const hung = await serve(createServer(() => undefined));
    expect(await faultAt(`http://127.0.0.1:${hung}`, { timeoutMs: 100 })).toBe('timeout');
    const torn = await serve(createServer((request) => request.socket.destroy()));
    expect(await faultAt(`http://127.0.0.1:${torn}`)).toBe('unreachable');
    expect(await faultAt('http://127.0.0.1:1')).toBe('unreachable');
    expect(await faultAt('https://no-such-host.invalid')).toBe('unreachable');
    expect(await faultAt('not an address')).toBe('unreachable');
  });

  it('sends no crossing in the clear beyond this machine', async () => {
    const sent: unknown[] = [];
    const spy = (async (...args: unknown[]) => {
      sent.push(args);
      return new Response('');
    }) as typeof fetch;
    expect(await faultAt('http://centre.example', { fetch: spy })).toBe('tls');
    expect(sent).toEqual([]);
  });

  it('stops closed where the centre cannot prove who it is', async () => {
    const day = 86_400_000;
    for (const [from, to] of [
      [-day, day],
      [-2 * day, -day],
    ] as const) {
      const made = makeCertificate({ notBefore: Date.now() + from, notAfter: Date.now() + to });
      let asked = 0;
      const port = await serve(createTlsServer(made, () => (asked += 1)) as unknown as Server);
      expect([await faultAt(`https://127.0.0.1:${port}`), asked]).toEqual(['tls', 0]);
    }
  });
});
