import { expect, it } from 'vitest';
import { enrolDesk, uplinkOf } from './centre-fixture.ts';
import { onEachStore } from './on-each-store.ts';
import { createTestDesk, type TestDesk } from './desk.ts';
import { pushLines as linesTo } from './raw-push.ts';

onEachStore('entries at the centre', (centre) => {
  const enrolled = async (): Promise<TestDesk> => {
    const desk = createTestDesk();
    await enrolDesk(centre(), desk);
    return desk;
  };
  const push = (desk: TestDesk, entries = desk.log.entries) =>
    uplinkOf(desk).push(centre().url, desk.stationId, entries);
  const pushLines = (desk: TestDesk, after: number, lines: readonly string[]) =>
    linesTo(centre().url, desk, after, lines);
  const rowsOf = (desk: TestDesk, table: 'entries' | 'crossings') =>
    centre().database.query(`SELECT * FROM ${table} WHERE station_id = $1 ORDER BY seq, branch`, [desk.stationId]);
  const stored = async (desk: TestDesk) => (await rowsOf(desk, 'entries')).length;
  const crossings = (desk: TestDesk) => rowsOf(desk, 'crossings');

  it('stores each once, however often and in whatever pieces they come', async () => {
    const desk = await enrolled();
    for (let n = 0; n < 40; n += 1) desk.log.cross();
    const { entries } = desk.log;
    expect(await push(desk, entries.slice(20))).toMatchObject({ fault: { code: 'gap', acknowledged: 0 } });
    for (const [from, to] of [
      [0, 10],
      [0, 10],
      [5, 25],
      [0, 40],
      [30, 40],
      [39, 40],
    ]) {
      expect(await push(desk, entries.slice(from, to))).toMatchObject({ ok: true, value: { rejected: [] } });
    }
    expect([await stored(desk), (await crossings(desk)).length]).toEqual([40, 40]);
    const head = await uplinkOf(desk).head(centre().url, desk.stationId);
    expect(head).toMatchObject({ ok: true, value: { acknowledged: 40, hash: entries[39]?.hash } });
  });

  it('keeps what came before a gap inside a batch', async () => {
    const desk = await enrolled();
    for (let n = 0; n < 6; n += 1) desk.log.cross();
    const lines = desk.log.entries.map((entry) => JSON.stringify(entry));
    const answer = await pushLines(desk, 0, [lines[0], lines[1], lines[4], lines[5]] as string[]);
    expect([answer.status, answer.body.acknowledged]).toEqual([200, 2]);
  });

  it('puts one poisoned entry aside, whatever is wrong with it, and lets the rest flow', async () => {
    const spoil: Record<string, (line: string) => string> = {
      'not-json': () => '{"seq": 3, "at"',
      schema: (line) => line.replace(/"at":"[^"]+"/, '"at":"yesterday"'),
      hash: (line) => line.replace('"sex":"F"', '"sex":"M"'),
      sequence: (line) => line.replace('"seq":3', '"seq":77'),
      'personal-digest': (line) => line.replace('OBRAZTSOVA', 'SIDOROVA'),
      station: (line) => line.replace(/"stationId":"[^"]+"/, '"stationId":"desk-other"'),
    };
    for (const [reason, change] of Object.entries(spoil)) {
      const desk = await enrolled();
      for (let n = 0; n < 5; n += 1) desk.log.cross();
      const whole = desk.log.entries.map((entry) => JSON.stringify(entry));
      const lines = whole.map((line, index) => (index === 2 ? change(line) : line));
      const answer = await pushLines(desk, 0, lines);
      expect(answer.body, reason).toMatchObject({ acknowledged: 5, rejected: [{ seq: 3, reason }] });
      expect((await crossings(desk)).length, reason).toBe(4);
      const healed = await pushLines(desk, 0, whole);
      expect(healed.body, reason).toMatchObject({ acknowledged: 5, rejected: [] });
      expect((await crossings(desk)).length, `${reason} mended`).toBe(5);
    }
  });

  it('finds the poisoned entry of a desk that sends without hashes', async () => {
    const desk = await enrolled();
    for (let n = 0; n < 5; n += 1) desk.log.cross();
    const entries = desk.log.entries.map((entry) =>
      entry.seq === 4 ? { ...entry, body: { ...entry.body, age: 3 } } : entry,
    );
    expect(await push(desk, entries)).toMatchObject({
      ok: true,
      value: { acknowledged: 5, rejected: [{ seq: 4, reason: 'hash' }] },
    });
  });

  it('keeps a kind and members it does not know, and gives no less back', async () => {
    const desk = await enrolled();
    desk.log.append({ kind: 'seen-by-drone' as never, body: { height: 120, note: 'nul \u0000 and \ud83d\ude00' } });
    desk.log.cross({ ['tint' as never]: 'green' as never });
    expect(await push(desk)).toMatchObject({ ok: true, value: { acknowledged: 2, rejected: [] } });
    const rows = await centre().database.query('SELECT line FROM entries WHERE station_id = $1 ORDER BY seq', [
      desk.stationId,
    ]);
    const back = rows.map(({ line }) => JSON.parse(String(line)) as { body: unknown });
    expect(back.map(({ body }) => body)).toEqual(desk.log.entries.map(({ body }) => body));
  });

  it('takes a kind for no more than a word, whatever every object has by that name', async () => {
    const desk = await enrolled();
    desk.log.append({ kind: 'constructor' as never, body: { of: 'nothing' } });
    desk.log.cross();
    expect(await push(desk)).toMatchObject({ ok: true, value: { acknowledged: 2, rejected: [] } });
  });

  it('puts a crossing aside that it cannot count', async () => {
    const desk = await enrolled();
    desk.log.cross({ transport: 'airship' as never });
    expect(await push(desk)).toMatchObject({
      ok: true,
      value: { acknowledged: 1, rejected: [{ seq: 1, reason: 'body' }] },
    });
    const { body } = await centre().ask('/v1/admin/quarantine');
    expect((body as { entries: unknown[] }).entries).toContainEqual(
      expect.objectContaining({ stationId: desk.stationId, seq: 1, reason: 'body' }),
    );
  });

  it('lays corrections, voids and results over crossings, in one batch or later', async () => {
    const desk = await enrolled();
    desk.log.cross();
    desk.log.cross({ action: 'refer' });
    desk.log.cross();
    desk.log.append({ kind: 'void', body: { of: 1, officer: 'A1' }, personal: { reason: 'twice' } });
    expect(await push(desk)).toMatchObject({ ok: true });
    desk.log.append({
      kind: 'resolution',
      body: { of: 2, officer: 'S1', action: 'refuse', reason: { code: 'ENTRY_BAN' } },
    });
    desk.log.append({
      kind: 'correction',
      body: { of: 3, officer: 'A1', changes: { citizenship: 'BLR' } },
      personal: { reason: 'typed wrong' },
    });
    expect(await push(desk)).toMatchObject({ ok: true, value: { acknowledged: 6, rejected: [] } });
    const rows = await crossings(desk);
    expect(rows.map(({ voided, outcome, citizenship }) => [voided, outcome, citizenship])).toEqual([
      [true, 'admit', 'RUS'],
      [false, 'refuse', 'RUS'],
      [false, 'admit', 'BLR'],
    ]);
  });

  it('finds a fork by hash, refuses it, and lets an administrator open a branch (T13)', async () => {
    const desk = await enrolled();
    for (let n = 0; n < 10; n += 1) desk.log.cross();
    await push(desk);
    const restored = { ...desk, log: desk.log.copyUntil(6) };
    for (let n = 0; n < 7; n += 1) restored.log.cross({ officer: 'B2' });
    expect(await push(restored, restored.log.entries.slice(6))).toMatchObject({ fault: { code: 'fork' } });
    expect(await push(restored, restored.log.entries.slice(10))).toMatchObject({ fault: { code: 'fork' } });
    expect(await stored(desk)).toBe(10);
    const { body } = await centre().ask('/v1/admin/stations');
    const shown = (body as { stations: { id: string; fork?: object }[] }).stations.find(
      ({ id }) => id === desk.stationId,
    );
    expect(shown?.fork).toMatchObject({ seq: 11 });
    expect((await centre().post(`/v1/admin/stations/${desk.stationId}/accept-fork`)).status).toBe(200);
    expect((await centre().post(`/v1/admin/stations/${desk.stationId}/accept-fork`)).status).toBe(404);
    expect(await push(restored)).toMatchObject({ ok: true, value: { acknowledged: 13 } });
    // Ten of the first life, seven of the second: six are shared and counted once.
    expect([await stored(desk), (await crossings(desk)).length]).toEqual([17, 17]);
    expect(await push(restored)).toMatchObject({ ok: true, value: { acknowledged: 13 } });
    expect(await stored(desk)).toBe(17);
  });

  it('keeps a clock that shows another century out of the months, and loses nothing', async () => {
    const desk = await enrolled();
    desk.log.cross({}, '2036-05-05T00:00:00.000Z');
    desk.log.cross({}, '1899-12-31T00:00:00.000Z');
    desk.log.cross({}, '2016-01-01T00:00:00.000Z');
    expect(await push(desk)).toMatchObject({
      ok: true,
      value: { acknowledged: 3, rejected: [{ seq: 2, reason: 'time' }] },
    });
    expect(await stored(desk)).toBe(3);
  });

  it('refuses what unpacks to more than it may', async () => {
    const desk = await enrolled();
    const answer = await pushLines(desk, 0, [' '.repeat(65 * 1024 * 1024)]);
    expect(answer.body.error?.code).toBe('too-large');
  });
});
