import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/sqlite/connection.ts';
import { openVault } from '../../../src/adapters/vault.ts';
import { monthsBefore } from '../../../src/core/retention.ts';
import type { TravelDocument } from '../../../src/domain/document/travel-document.ts';
import { tally } from '../../../src/domain/tally.ts';
import { clockAt, crossing, openDesk } from './fixtures.ts';

const rule = { rule: 'KZ.RETENTION', before: '2026-11-21' };
const someone = { surname: 'ZQXVERASURE', givenNames: 'ONLYHERE', number: '4599 887766' };

/** Every byte of a log as it is without its cipher: rows, indexes and pages that are no longer in use. */
const readable = (folder: string, name: string): string => {
  const key = openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();
  const log = connect(join(folder, 'log.db'), key, false);
  log.pragma('journal_mode = DELETE');
  // Takes the cipher away page by page, where VACUUM would leave unused pages behind.
  log.pragma("rekey = ''");
  log.close();
  return readFileSync(join(folder, name)).toString('latin1');
};

/** Keys that people are found by, of entries up to one. */
const keysUpTo = (folder: string, seq: number): unknown => {
  const key = openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();
  const log = connect(join(folder, 'log.db'), key, true);
  const count = log.prepare('SELECT count(*) FROM person_key WHERE seq <= ?').pluck().get(seq);
  log.close();
  return count;
};

describe('what retention has erased', () => {
  const desk = () => {
    const clock = clockAt('2026-11-20T10:00:00.000Z');
    const open = openDesk({ clock });
    const at = clock.now();
    const numbers = Array.from({ length: 1200 }, (_, i) => i);
    open.appendAll(
      numbers.map((i) => ({ at, ...crossing({ seconds: i % 60 }, { ...someone, number: `45 ${String(i)}` }) })),
    );
    return { open, clock };
  };

  it('is in no row, no index and no unused page of the decrypted file', async () => {
    const kept = desk();
    kept.open.close();
    expect(readable(kept.open.folder, 'log.db')).toContain('ZQXVERASURE');

    const { open, clock } = desk();
    clock.step(2 * 86_400_000);
    open.log.append(crossing({}, { surname: 'STAYSHERE' }));
    expect(keysUpTo(open.folder, 1200)).toBeGreaterThan(3000);
    expect(await open.erase(rule)).toEqual({ entries: 1200, open: 0, watched: 0 });
    expect(open.search({ name: 'ZQXVERASURE' }, 5)).toEqual([]);
    expect(open.stays.history(someone as TravelDocument, '2000-01-01').events).toEqual([]);
    const wal = readFileSync(join(open.folder, 'log.db-wal'));
    expect(wal.length).toBe(0);
    open.close();
    expect(keysUpTo(open.folder, 1200)).toBe(0);
    const text = readable(open.folder, 'log.db');
    expect(text).toContain('STAYSHERE');
    expect(text).not.toContain('ZQXVERASURE');
    expect(text).not.toContain('ONLYHERE');
  });

  it('changes no tally, breaks no chain, and is proven slice by slice', async () => {
    const { open, clock } = desk();
    clock.step(2 * 86_400_000);
    const period = { kind: 'days', from: '2026-11-01', to: '2026-11-30' } as const;
    const count = () => tally(open.log.crossingsOf(period), period, { zone: 'Asia/Almaty', posts: ['zhaisan'] });
    const before = count();
    const told: number[] = [];
    await open.erase(rule, { onProgress: (entries) => told.push(entries) });
    expect(told).toEqual([500, 1000, 1200]);
    expect(count()).toEqual(before);
    expect(await open.log.verify()).toEqual({ ok: true, entries: 1203 });
    const proofs = open.log.entriesAfter(1200, 9).map(({ body }) => [body['fromSeq'], body['toSeq'], body['count']]);
    expect(proofs).toEqual([
      [1, 500, 500],
      [501, 1000, 500],
      [1001, 1200, 200],
    ]);
  });

  it('is erased as far as it went where it is called off, and to the end the next time', async () => {
    const { open, clock } = desk();
    clock.step(2 * 86_400_000);
    let asked = 0;
    expect(await open.erase(rule, { isCalledOff: () => (asked += 1) > 1 })).toEqual({
      entries: 500,
      open: 0,
      watched: 0,
    });
    expect(await open.retention.due(rule.before)).toMatchObject({ entries: 700 });
    expect(await open.erase(rule)).toEqual({ entries: 700, open: 0, watched: 0 });
    expect(await open.log.verify()).toMatchObject({ ok: true });
  });
});

it('leaves a referral that waits, and what was laid over it, until somebody has decided', async () => {
  const clock = clockAt('2026-11-20T10:00:00.000Z');
  const open = openDesk({ clock });
  const { seq } = open.log.append(crossing({ action: 'refer' }));
  open.log.append({
    kind: 'correction',
    body: { of: seq, officer: 'O300', changes: {} },
    personal: { reason: 'name' },
  });
  open.log.append(crossing({}, { number: '4599 000001', birthDate: '1971-01-01' }));
  clock.step(2 * 86_400_000);
  expect(await open.retention.due(rule.before)).toMatchObject({ entries: 1, open: 2, watched: 0 });
  expect(await open.erase(rule)).toEqual({ entries: 1, open: 2, watched: 0 });
  expect(open.log.crossing(seq)?.personal).toBeDefined();
  open.log.append({ kind: 'resolution', body: { of: seq, officer: 'S200', action: 'admit' } });
  expect(await open.erase(rule)).toEqual({ entries: 2, open: 0, watched: 0 });
  expect(open.log.crossing(seq)?.personal).toBeUndefined();
  expect(await open.log.verify()).toMatchObject({ ok: true });
});

describe('persons under watch', () => {
  const passport = (number: string, surname: string) => ({
    number,
    surname,
    birthDate: '1980-02-0' + number.slice(-1),
  });
  const desk = async () => {
    const clock = clockAt('2026-11-20T10:00:00.000Z');
    const open = openDesk({ clock });
    const seqs = ['71 0001', '71 0002', '71 0003', '71 0004'].map(
      (number, i) =>
        open.log.append(crossing({}, passport(number, ['ODINOV', 'DVAEV', 'TRETII', 'PIATYI'][i] ?? ''))).seq,
    );
    open.log.append({
      kind: 'correction',
      body: { of: seqs[0], officer: 'O300', changes: {} },
      personal: { reason: 'ODINOV said so' },
    });
    const list = (...documentNumbers: string[]) =>
      open.watchlist.replace([{ id: 'w1', names: [], documentNumbers, reason: 'wanted' }], '2026-11-20T00:00:00Z');
    return { open, clock, seqs, list };
  };
  const named = (open: ReturnType<typeof openDesk>, seqs: readonly number[]) =>
    seqs.map((seq) => open.log.find(seq)?.personal !== undefined);

  it('stay while a list in force hits them, with what was said of them; the log counts them and names nobody', async () => {
    const { open, clock, seqs, list } = await desk();
    list('710001');
    clock.step(2 * 86_400_000);
    expect(await open.retention.due(rule.before)).toMatchObject({ entries: 3, watched: 2 });
    expect(await open.erase(rule)).toEqual({ entries: 3, open: 0, watched: 2 });
    expect(named(open, [...seqs, 5])).toEqual([true, false, false, false, true]);
    const proof = open.log.find(6)?.body;
    expect(proof).toMatchObject({ count: 3, fromSeq: 2, toSeq: 4, kept: { open: 0, watched: 2 } });
    expect(JSON.stringify(proof)).not.toMatch(/ODINOV|7100|w1|wanted/);
    expect(await open.log.verify()).toMatchObject({ ok: true });
    // Off the list, they go with the next.
    list('999999');
    expect(await open.erase(rule)).toEqual({ entries: 2, open: 0, watched: 0 });
    expect(named(open, [...seqs, 5])).toEqual([false, false, false, false, false]);
  });

  it('stay while they wait at the second line, their crossings of years ago too', async () => {
    const { open, clock, seqs } = await desk();
    clock.step(2 * 86_400_000);
    const { seq } = open.log.append(crossing({ action: 'refer' }, passport('71 0003', 'TRETII')));
    expect(await open.erase(rule)).toEqual({ entries: 4, open: 0, watched: 1 });
    expect(named(open, seqs)).toEqual([false, false, true, false]);
    open.log.append({ kind: 'resolution', body: { of: seq, officer: 'S200', action: 'admit' } });
    expect(await open.erase(rule)).toEqual({ entries: 1, open: 0, watched: 0 });
  });

  it('are not kept for a name alone that an officer has said is somebody else', async () => {
    const clock = clockAt('2026-11-20T10:00:00.000Z');
    const open = openDesk({ clock });
    const reason = { reason: { code: 'NOT_SAME_PERSON' as const } };
    open.log.append(crossing(reason, passport('71 0007', 'DVOINIK')));
    open.log.append(crossing(reason, passport('71 0008', 'TRETII')));
    const hits = [
      { id: 'a', names: ['DVOINIK IULIIA'], birthDate: '1980-02-07', documentNumbers: [], reason: 'x' },
      { id: 'b', names: [], documentNumbers: ['710008'], reason: 'y' },
    ];
    open.watchlist.replace(hits, '2026-11-20T00:00:00Z');
    clock.step(2 * 86_400_000);
    expect(await open.erase(rule)).toEqual({ entries: 1, open: 0, watched: 1 });
    expect(named(open, [1, 2])).toEqual([false, true]);
  });
});

it('counts months back to a day that there is', () => {
  expect(monthsBefore('2026-11-22', 60)).toBe('2021-11-22');
  expect(monthsBefore('2024-03-31', 1)).toBe('2024-02-29');
  expect(monthsBefore('2026-01-15', 1)).toBe('2025-12-15');
  expect(monthsBefore('2025-12-31', 10)).toBe('2025-02-28');
});
