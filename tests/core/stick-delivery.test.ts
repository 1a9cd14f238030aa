import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { openPglite } from '../../src/central/database-pglite.ts';
import { startCentre } from '../central/centre-fixture.ts';
import { startFaultyLine } from '../faults/faulty-line.ts';
import { administrator, openDesk, openSetUpDesk, type TestDesk } from './open-desk.ts';

// Desks are set up whole, scrypt and all.
vi.setConfig({ testTimeout: 120_000 });

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** One desk whose line is gone, one whose line is good until told otherwise, and a stick between them. */
const openAll = async () => {
  const stick = mkdtempSync(join(tmpdir(), 'beket-stick-'));
  ends.push(() => rmSync(stick, { recursive: true, force: true }));
  const database = await openPglite();
  const centre = await startCentre(database);
  ends.push(async () => {
    await centre.stop();
    await database.close();
  });
  const away = { one: false, other: false };
  const connected = async (name: keyof typeof away, lane: string): Promise<TestDesk> => {
    const line = await startFaultyLine({ target: centre.url, next: () => (away[name] ? 'lose-request' : 'none') });
    const desk = openDesk();
    await desk.value('setUp', { post: 'zhaisan', lane, admin: administrator });
    ends.push(
      () => line.stop(),
      () => desk.close(),
    );
    await desk.value('connect', { url: line.url, code: await centre.codeFor({ post: 'zhaisan', lane }) });
    await desk.value('syncNow', {});
    return desk;
  };
  const [alone, bearer] = [await connected('one', '1'), await connected('other', '2')];
  away.one = true;
  await alone.value('signOut', {});
  await alone.value('signIn', { badge: 'A1', pin: '123456' });
  const station = (await alone.value('state', {})).station?.id ?? '';
  const rows = async (): Promise<number> =>
    (await database.query('SELECT seq FROM entries WHERE station_id = $1', [station])).length;
  /** What the log of a desk says last of its settings, as the centre holds it. */
  const lastChange = async (desk: TestDesk): Promise<unknown> => {
    const [row] = await database.query(
      `SELECT line FROM entries WHERE station_id = $1 AND kind = 'settings-changed' ORDER BY seq DESC LIMIT 1`,
      [(await desk.value('state', {})).station?.id],
    );
    return (JSON.parse(String(row?.line)) as { body: unknown }).body;
  };
  return { stick, away, alone, bearer, station, rows, lastChange };
};

it('brings a stick to the centre at a desk with a line, and its answer back to the desk that wrote it', async () => {
  const { stick, alone, bearer, station, rows, lastChange } = await openAll();
  expect(await bearer.value('sticksIn', { folder: join(stick, 'none') })).toEqual({ ok: false, fault: 'no-folder' });
  expect(await bearer.value('sticksIn', { folder: stick })).toEqual({ ok: true, files: [] });
  const before = await rows();
  const written = await alone.value('writeStick', { folder: stick });
  if (!written.ok) throw new Error(written.fault);
  const name = basename(written.file);
  expect(await alone.value('findStickAnswer', { folder: stick })).toEqual({ ok: false, fault: 'no-answer' });
  writeFileSync(join(stick, 'holiday.beket-stick'), 'pictures');
  const listed = await bearer.value('sticksIn', { folder: stick });
  expect(listed).toMatchObject({
    ok: true,
    files: [
      { name, answered: false, header: { stationId: station, entries: written.entries, foreign: false } },
      { name: 'holiday.beket-stick', answered: false },
    ],
  });

  const told: string[] = [];
  bearer.station.on('keeping', ({ work }) => told.push(work ? `${work.kind} ${work.step} ${work.by ?? ''}` : 'over'));
  const delivered = await bearer.value('deliverStick', { folder: stick, name });
  expect(delivered).toMatchObject({ ok: true, stationId: station, entries: written.entries, stored: written.entries });
  expect(await rows()).toBe(before + written.entries);
  expect([...new Set(told)]).toEqual(['stick-delivery stick-send A1', 'stick-delivery stick-take A1', 'over']);
  // Who brought it and what came of it, and no word of a traveller.
  await bearer.value('syncNow', {});
  const entries = written.entries;
  const acknowledged = before + entries;
  expect(await lastChange(bearer)).toEqual({
    by: 'A1',
    stickDelivered: { station, entries, stored: entries, aside: 0, acknowledged },
  });
  expect(await bearer.value('deliverStick', { folder: stick, name })).toMatchObject({ ok: true, stored: 0 });
  expect(await bearer.value('sticksIn', { folder: stick })).toMatchObject({ files: [{ answered: true }, {}] });
  expect(readdirSync(stick).sort()).toEqual([name, `${name}.answer`, 'holiday.beket-stick'].sort());

  expect(await bearer.value('findStickAnswer', { folder: stick })).toEqual({ ok: false, fault: 'other-desk' });
  expect(await alone.value('findStickAnswer', { folder: stick })).toMatchObject({
    ok: true,
    acknowledged: before + written.entries,
    sync: { unsent: 0 },
  });
  expect(await alone.value('findStickAnswer', { folder: stick })).toEqual({ ok: false, fault: 'old-answer' });
});

it('says what is in the way, stores nothing of it, and goes on afterwards', async () => {
  const { stick, away, alone, bearer, rows } = await openAll();
  const lonely = await openSetUpDesk();
  ends.push(() => lonely.close());
  const before = await rows();
  const written = await alone.value('writeStick', { folder: stick });
  if (!written.ok) throw new Error(written.fault);
  const name = basename(written.file);
  const deliver = (desk: TestDesk, file = name) => desk.value('deliverStick', { folder: stick, name: file });
  expect(await deliver(lonely)).toEqual({ ok: false, fault: 'no-centre' });
  expect(await deliver(bearer, 'gone.beket-stick')).toEqual({ ok: false, fault: 'no-stick' });
  for (const out of ['../x.beket-stick', 'a/b.beket-stick', 'a\\b.beket-stick', '/etc/passwd']) {
    expect(await bearer.call('deliverStick', { folder: stick, name: out }), out).toMatchObject({ ok: false });
  }
  const bytes = readFileSync(written.file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(join(stick, 'changed.beket-stick'), bytes);
  expect(await deliver(bearer, 'changed.beket-stick')).toEqual({ ok: false, fault: 'not-whole' });

  away.other = true;
  // Waiting for a line that does not come is called off at once.
  const waiting = deliver(bearer);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await bearer.value('cancelWork', {});
  expect(await waiting).toEqual({ ok: false, fault: 'stopped' });
  expect(await deliver(bearer)).toEqual({ ok: false, fault: 'no-line' });
  expect(readdirSync(stick).sort()).toEqual([name, 'changed.beket-stick'].sort());
  expect(await rows()).toBe(before);
  away.other = false;

  // The centre has all of it, and its answer finds no place; the next try brings only that.
  mkdirSync(`${written.file}.answer`);
  expect(await deliver(bearer)).toEqual({ ok: false, fault: 'answer-failed' });
  expect(await rows()).toBe(before + written.entries);
  rmdirSync(`${written.file}.answer`);
  expect(await deliver(bearer)).toMatchObject({ ok: true, stored: 0, entries: written.entries });
  expect(await alone.value('findStickAnswer', { folder: stick })).toMatchObject({ ok: true });
});
