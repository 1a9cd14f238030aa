import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIndexReader } from '../../../src/adapters/sqlite/national/index-reader.ts';
import { createIndexWriter, eventNumbers } from '../../../src/adapters/sqlite/national/index-writer.ts';
import { openToWrite } from '../../../src/adapters/sqlite/national/national-file.ts';
import { openNationalIndex, type ToldEvent } from '../../../src/adapters/sqlite/national/national-index.ts';
import { nationalKey } from '../../../src/adapters/sqlite/national/national-keys.ts';
import {
  createRowBuilder,
  eachOfRow,
  findInRow,
  type Row,
} from '../../../src/adapters/sqlite/national/segment-rows.ts';

const key = '7c'.repeat(32);
const day = 1440;
const now = 20_780 * day;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beket-national-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const told = (keys: number[], minute: number, post = 'syrym', more: Partial<ToldEvent> = {}): ToldEvent => ({
  keys,
  minute,
  post,
  isExit: false,
  isWithdrawn: false,
  ...more,
});

/** Many invented postings at once, so that segments are made and merged. */
const fill = (file: string, days: number, aDay: number, keptDays: number) => {
  const writer = createIndexWriter(openToWrite(file, key), keptDays * day, { fresh: 8_000, fanIn: 3 });
  const known = new Map<number, string[]>();
  let number = 1;
  for (let at = 0; at < days; at += 1) {
    const today = now - (days - at) * day;
    const events = new Float64Array(aDay * eventNumbers);
    for (let n = 0; n < aDay; n += 1) {
      number = (number * 48_271) % 2_147_483_647;
      const person = number % 5_000;
      const keys = [1, 2, 3].map((kind) => (person * 3 + kind) * 150_000_000_001);
      const minute = today + (n % day);
      events.set([...keys, minute, n % 7, n % 2], n * eventNumbers);
      const own = known.get(person) ?? [];
      known.set(person, own);
      if (minute >= now - keptDays * day) own.push(`${minute} p${n % 7} ${n % 2 === 1}`);
    }
    const posts = Array.from({ length: 7 }, (_, index) => `p${index}`);
    writer.apply({ events, posts, state: { isWhole: true } }, today + day);
  }
  writer.close();
  return known;
};

describe('the national index', () => {
  it('finds every crossing of everybody through trees, segments and merged segments, and nothing past its time', () => {
    const file = join(folder, 'stays.db');
    const known = fill(file, 31, 3_000, 15);
    const connection = openToWrite(file, key);
    const levels = connection.prepare<[], number>('SELECT DISTINCT level FROM segment').pluck().all();
    expect(levels.toSorted()).toEqual([1, 2]);
    const oldest = connection.prepare<[], number>('SELECT min(first_minute) FROM segment').pluck().get() ?? 0;
    expect(oldest).toBeGreaterThan(now - (15 + 3 + 1) * day);
    const reader = createIndexReader(connection);
    for (const [person, own] of known) {
      if (person % 5 !== 0) continue;
      const found = reader
        .find([(person * 3 + 2) * 150_000_000_001], now - 15 * day, now)
        .map(({ minute, post, isExit }) => `${minute} ${post} ${isExit}`);
      expect(found.toSorted()).toEqual([...new Set(own)].toSorted());
    }
    expect(reader.find([77], 0, now)).toEqual([]);
    reader.close();
  });

  it('joins two documents of one person, and lets the newest word about an event count', async () => {
    const national = openNationalIndex(join(folder, 'stays.db'), key);
    const at = { isWhole: true };
    const nowMs = now * 60_000;
    const events = [told([11, 31], now - 300), told([12, 31], now - 200, 'auyl', { isExit: true })];
    await national.apply(events, at, nowMs);
    const posts = (keys: number[]): string[] => national.find(keys, 0, now).map(({ post }) => post);
    expect(posts([11, 31])).toEqual(['syrym', 'auyl']);
    expect(posts([11])).toEqual(['syrym']);
    await national.apply([told([11, 31], now - 300, 'syrym', { isWithdrawn: true })], at, nowMs);
    expect(posts([11, 31])).toEqual(['auyl']);
    await national.apply(
      [told([13, 31], now - 300)],
      { isWhole: true, cursor: 'e.3', at: '2026-11-22T00:00:00.000Z' },
      nowMs,
    );
    expect(posts([11])).toEqual([]);
    expect(posts([31])).toEqual(['syrym', 'auyl']);
    expect(national.state()).toMatchObject({ cursor: 'e.3' });
    await national.restart();
    expect([posts([31]), national.state()]).toEqual([[], { isWhole: false }]);
    await national.close();
  });

  it('begins anew where its file cannot be read, and tells nobody anything without the key', async () => {
    const file = join(folder, 'stays.db');
    writeFileSync(file, 'x'.repeat(20_000));
    const national = openNationalIndex(file, key);
    expect(national.state()).toEqual({ isWhole: false });
    await national.apply([told([11], now)], { isWhole: true }, now * 60_000);
    expect(national.find([11], 0, now)).toHaveLength(1);
    await national.close();
    const other = openNationalIndex(file, '00'.repeat(32));
    expect(other.find([11], 0, now)).toEqual([]);
    await other.close();
  });
});

describe('rows of a segment', () => {
  it.each([true, false])('keep keys and events exactly, wide: %s', (isWide) => {
    const rows: Row[] = [];
    const builder = createRowBuilder(isWide, (row) => rows.push(row));
    const most = isWide ? 2 ** 42 : 2 ** 34;
    const postings: [number, number][] = [];
    let at = 5;
    for (let n = 0; n < 3_000; n += 1) {
      at += [0, 1, 3, 4, 2 ** 31, 2 ** 33 + 7, most - 1, most, most * 3][n % 9] as number;
      if (at >= 2 ** 51) break;
      postings.push([at, (n * 357_913) % 2 ** 30]);
    }
    // A driver who crosses all day long fills more than a row, and yet is found whole.
    for (let n = 0; n < 900; n += 1) postings.push([at + 2 ** 20, n]);
    for (const [one, event] of postings) builder.add(one, event);
    builder.end();
    const read: [number, number][] = [];
    for (const row of rows) eachOfRow(row, isWide, (one, event) => read.push([one, event]));
    expect(read).toEqual(postings);
    const last = rows.at(-1) as Row;
    expect(findInRow(last, isWide, at + 2 ** 20)).toHaveLength(900);
    expect(findInRow(last, isWide, at + 2 ** 20 + 1)).toEqual([]);
  });
});

it('makes keys of 51 bits that differ by the key of the centre', () => {
  const [one, other] = [
    nationalKey('document RUS 4511123456', key),
    nationalKey('document RUS 4511123456', '01'.repeat(32)),
  ];
  expect(one).not.toBe(other);
  expect(Number.isSafeInteger(one) && one < 2 ** 51).toBe(true);
  expect(nationalKey('document RUS 4511123456', key)).toBe(one);
});
