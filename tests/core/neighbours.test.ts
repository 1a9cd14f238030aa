import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { connect as openSocket } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dataFolderPaths } from '../../src/adapters/data-folder-paths.ts';
import { neighbourSealing } from '../../src/adapters/neighbour-seal.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { openPglite } from '../../src/central/database-pglite.ts';
import type { Database } from '../../src/central/database.ts';
import { neighbourPath, neighbourVersion } from '../../src/contract/neighbour.ts';
import { signatureHeaders, signedText } from '../../src/contract/uplink.ts';
import { startCentre, type TestCentre } from '../central/centre-fixture.ts';
import { sha256 } from '../central/desk.ts';
import { startFaultyLine } from '../faults/faulty-line.ts';
import { inventedPassport } from './invented-passport.ts';
import { administrator, openDesk, type TestDesk } from './open-desk.ts';

// Desks are set up whole, scrypt and all.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let database: Database;
let centre: TestCentre;
let line: Awaited<ReturnType<typeof startFaultyLine>>;
let isAway = false;
let centreId = '';
const desks: TestDesk[] = [];
const addresses: string[] = [];
const ids: string[] = [];

const at = (index: number): TestDesk => desks[index] as TestDesk;
const inStep = async (desk: TestDesk): Promise<void> => {
  await centre.feeder.catchUp();
  await desk.value('syncNow', {});
  await desk.value('pullFeeds', {});
};

beforeAll(async () => {
  database = await openPglite();
  centre = await startCentre(database);
  line = await startFaultyLine({ target: centre.url, next: () => (isAway ? 'lose-request' : 'none') });
  for (const lane of ['1', '2']) {
    const desk = openDesk();
    desks.push(desk);
    await desk.value('setUp', { post: 'zhaisan', lane, admin: administrator });
    await desk.value('connect', { url: line.url, code: await centre.codeFor({ post: 'zhaisan', lane }) });
    const { port } = await desk.value('saveNeighbours', { on: true, host: '127.0.0.1', port: 0, others: [] });
    addresses.push(`127.0.0.1:${port}`);
    ids.push((await desk.value('state', {})).station?.id ?? '');
  }
  for (const desk of desks) await inStep(desk);
  centreId = String((await database.query(`SELECT value FROM settings WHERE name = 'centre-id'`))[0]?.value);
  const ports = addresses.map((address) => Number(address.split(':')[1]));
  for (const [index, desk] of desks.entries()) {
    const others = addresses.filter((_, other) => other !== index);
    await desk.value('saveNeighbours', { on: true, host: '127.0.0.1', port: ports[index] ?? 0, others });
  }
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await line.stop();
  await centre.stop();
  await database.close();
});

type Parts = { station?: string; time?: string; nonce?: string; sign?: (text: string) => string; body?: string };

/** A question as desk 1 would ask desk 0, changed as a test likes. */
const question = (changes: object = {}): string =>
  JSON.stringify({
    beket: 'neighbour',
    version: neighbourVersion,
    centre: centreId,
    ephemeral: neighbourSealing.question().ephemeral,
    known: {},
    feeds: {},
    answers: [],
    ...changes,
  });
const headersOf = (parts: Parts, body: string): Record<string, string> => {
  const { station = ids[1] ?? '', time = new Date().toISOString(), nonce = randomBytes(16).toString('hex') } = parts;
  const text = signedText({ method: 'POST', path: neighbourPath, station, time, nonce, bodyHash: sha256(body) });
  const own = openVault({ folder: dataFolderPaths(at(1).folder).vault, mayCreate: false });
  return {
    [signatureHeaders.station]: station,
    [signatureHeaders.time]: time,
    [signatureHeaders.nonce]: nonce,
    [signatureHeaders.signature]: (parts.sign ?? own.sign)(text),
  };
};
const post = async (headers: Record<string, string>, body: string, path = neighbourPath, method = 'POST') => {
  const answer = await fetch(`http://${addresses[0]}${path}`, { method, headers, ...(method === 'POST' && { body }) });
  const text = await answer.text();
  const value = text === '' ? {} : (JSON.parse(text) as { error?: { code: string }; sealed?: string });
  return { status: answer.status, code: value.error?.code, text, isAnswer: value.sealed !== undefined };
};
const ask = (parts: Parts = {}) => {
  const body = parts.body ?? question();
  return post(headersOf(parts, body), body);
};

it('answers an enrolled desk of the post, and says to nobody else more than why not', async () => {
  expect(await ask()).toMatchObject({ status: 200, isAnswer: true });
  const { privateKey } = generateKeyPairSync('ed25519');
  const forge = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('base64');
  const late = new Date(Date.now() - 301_000).toISOString();
  const early = new Date(Date.now() + 301_000).toISOString();
  const refused: [Parts, number, string][] = [
    [{ sign: forge }, 401, 'bad-signature'],
    [{ sign: () => '' }, 401, 'bad-signature'],
    [{ nonce: 'short' }, 401, 'bad-signature'],
    [{ station: 'desk-of-nobody' }, 401, 'unknown-desk'],
    [{ station: ids[0] ?? '' }, 409, 'itself'],
    [{ time: late }, 401, 'clock-skew'],
    [{ time: early }, 401, 'clock-skew'],
    [{ time: 'noon' }, 401, 'clock-skew'],
    [{ body: '{}' }, 400, 'bad-question'],
    [{ body: question({ ephemeral: 'AAAA' }) }, 400, 'bad-question'],
    [{ body: question({ centre: 'centre-of-others' }) }, 403, 'other-centre'],
  ];
  for (const [parts, status, code] of refused) {
    expect(await ask(parts), JSON.stringify(parts)).toMatchObject({ status, code, isAnswer: false });
  }
  const body = question();
  const headers = headersOf({}, body);
  expect(await post(headers, `${body} `)).toMatchObject({ status: 401, code: 'bad-signature' });
  expect(await post(headers, body)).toMatchObject({ status: 200 });
  expect(await post(headers, body)).toMatchObject({ status: 409, code: 'replayed' });
});

it('has one path, and limits', async () => {
  const body = question();
  expect((await post(headersOf({}, body), body, '/v1/station')).status).toBe(404);
  expect((await post(headersOf({}, body), body, neighbourPath, 'GET')).status).toBe(404);
  const long = 'x'.repeat(70_000);
  expect((await post(headersOf({}, long), long)).status).toBe(413);
  // Somebody who sends half a question and waits is not waited for.
  const [host = '', port = ''] = addresses[0]?.split(':') ?? [];
  const socket = openSocket(Number(port), host);
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.write(`POST ${neighbourPath} HTTP/1.1\r\nhost: desk\r\n`);
  socket.resume();
  await ended;
});

it('keeps what it tells to the one who asked, and drops what another signed', async () => {
  const { ephemeral } = neighbourSealing.question();
  const sealed = neighbourSealing.seal('{}', ephemeral, 'nonce');
  const other = neighbourSealing.question();
  expect(sealed && other.open(sealed, 'nonce')).toBeUndefined();
  const mine = neighbourSealing.question();
  const forMe = neighbourSealing.seal('told', mine.ephemeral, 'nonce');
  expect(forMe && mine.open(forMe, 'nonce')).toBe('told');
  expect(forMe && mine.open(forMe, 'another')).toBeUndefined();

  // Somebody between two desks who answers in the place of one, with what that desk once answered.
  const body = question();
  const old = (await post(headersOf({}, body), body)).text;
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end(old));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const before = await at(1).value('neighbours', {});
  const others = [`127.0.0.1:${port}`, addresses[1] ?? '', '127.0.0.1:1'];
  await at(1).value('saveNeighbours', { on: true, host: before.host, port: before.port, others });
  const { others: seen } = await at(1).value('askNeighbours', {});
  expect(seen.map(({ fault }) => fault?.code)).toEqual(['unsigned', 'itself', 'unreachable']);
  expect(seen.every(({ heardAt, crossings }) => heardAt === undefined && crossings === 0)).toBe(true);
  server.close();
  await at(1).value('saveNeighbours', { on: true, host: before.host, port: before.port, others: [addresses[0] ?? ''] });
});

it('says as of when the neighbours told, counts their crossings, and the centre’s word once it is there', async () => {
  const scan = async (desk: TestDesk) => {
    const circumstances = { direction: 'exit', purpose: 'private', transport: 'car' } as const;
    const { parked } = await desk.value('read', {
      scan: { source: 'wedge', payload: inventedPassport(5) },
      circumstances,
    });
    return parked;
  };
  isAway = true;
  const circumstances = { direction: 'entry', purpose: 'private', transport: 'car' } as const;
  const { parked } = await at(0).value('read', {
    scan: { source: 'wedge', payload: inventedPassport(5) },
    circumstances,
  });
  const reason = { code: 'CHECKED_ON_PAGE' as const };
  await at(0).value('record', { caseId: parked?.id ?? '', action: 'admit', reason });
  expect((await scan(at(1)))?.history.events).toEqual([]);
  const view = await at(1).value('askNeighbours', {});
  expect(view.others[0]).toMatchObject({ station: ids[0], lane: '1', crossings: 1 });
  const known = await scan(at(1));
  expect(known?.history.events).toMatchObject([{ direction: 'entry', post: 'zhaisan' }]);
  expect(known?.decision?.stay?.used).toBe(1);
  expect(known?.history.neighbours).toMatchObject({ desks: 1 });
  expect(Date.parse(known?.history.neighbours?.asOf ?? '')).toBeGreaterThan(Date.parse(known?.history.asOf ?? ''));

  isAway = false;
  await inStep(at(0));
  await inStep(at(1));
  await inStep(at(1));
  const told = await scan(at(1));
  expect(told?.history.events).toHaveLength(1);
  expect(told?.history.neighbours).toBeUndefined();
  expect((await at(1).value('askNeighbours', {})).others[0]?.crossings).toBe(1);
});

it('refuses a desk that the centre revoked, also where only a neighbour heard of it', async () => {
  await centre.post(`/v1/admin/stations/${ids[1]}/revoke`);
  await inStep(at(0));
  expect(await ask()).toMatchObject({ status: 403, code: 'revoked' });
  expect((await at(1).value('askNeighbours', {})).others[0]?.fault?.code).toBe('revoked');
  expect((await at(0).value('askNeighbours', {})).others[0]?.fault?.code).toBe('unsigned');
  await centre.post(`/v1/admin/stations/${ids[1]}/restore`);
  await inStep(at(0));
  expect(await ask()).toMatchObject({ status: 200 });
});

it('is shut until an administrator opens it, and says why nobody can ask', async () => {
  const { port } = await at(0).value('neighbours', {});
  const taken = await at(1).value('saveNeighbours', { on: true, host: '127.0.0.1', port, others: [] });
  expect(taken).toMatchObject({ listening: false, fault: 'port-taken' });
  const elsewhere = await at(1).value('saveNeighbours', { on: true, host: '192.0.2.1', port: 0, others: [] });
  expect(elsewhere).toMatchObject({ listening: false, fault: 'address-not-here' });
  const off = await at(0).value('saveNeighbours', { on: false, host: '127.0.0.1', port, others: [] });
  expect(off).toMatchObject({ on: false, listening: false });
  await expect(ask()).rejects.toThrow('fetch failed');
  const wrong = await at(0).call('saveNeighbours', { on: true, host: '127.0.0.1', port, others: ['no-port'] });
  expect(wrong).toMatchObject({ ok: false, fault: { code: 'bad-input' } });
  const page = await at(0).call('saveNeighbours', { on: true, host: '127.0.0.1', port, others: [] }, 'nobody');
  expect(page).toMatchObject({ ok: false, fault: { code: 'not-signed-in' } });
  const fresh = openDesk();
  desks.push(fresh);
  expect(await fresh.value('state', {})).toMatchObject({ phase: 'set-up' });
  await fresh.value('setUp', { post: 'zhaisan', lane: '9', admin: administrator });
  expect(await fresh.value('neighbours', {})).toMatchObject({ on: false, listening: false, others: [] });
});
