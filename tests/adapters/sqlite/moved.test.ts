import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { unlock } from '../../../src/adapters/sqlite/connection.ts';
import type { Period } from '../../../src/domain/tally-report.ts';
import { tally } from '../../../src/domain/tally.ts';
import type { DataFolder } from '../../../src/adapters/sqlite/open-data.ts';
import { clockAt, crossing, openDesk } from './fixtures.ts';

const desk = () => {
  const clock = clockAt('2026-11-20T10:00:00.000Z');
  const open = openDesk({ clock });
  for (let i = 0; i < 6; i += 1) {
    open.log.append(crossing({ seconds: i }));
    clock.step(86_400_000);
  }
  const move = (of: number, at: string) =>
    open.log.append({
      kind: 'correction',
      body: { of, officer: 'O300', confirmedBy: 'S200', at, changes: {} },
      personal: { reason: 'paper' },
    });
  return { open, move };
};
const count = ({ log }: DataFolder, period: Period) =>
  tally(log.crossingsOf(period), period, { zone: 'Asia/Almaty', posts: ['zhaisan'] }).persons.total;
const day = (from: string, to = from): Period => ({ kind: 'days', from, to });

it('counts a crossing on the day it was last corrected to, on days and shifts far away, and after a rebuild', () => {
  const { open, move } = desk();
  move(1, '2026-03-01T04:00:00.000Z');
  move(2, '2026-11-22T18:59:00.000Z');
  move(2, '2026-11-22T19:01:00.000Z');
  const totals = () => [
    ...['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-03-01'].map((one) => count(open, day(one))),
    count(open, day('2026-11-01', '2026-11-30')),
    count(open, { kind: 'shift', from: '2026-03-01T00:00:00.000Z', to: '2026-03-01T12:00:00.000Z' }),
    count(open, { kind: 'shift', from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T12:00:00.000Z' }),
  ];
  expect(totals()).toEqual([0, 0, 1, 2, 1, 5, 1, 0]);
  open.rebuild();
  expect(totals()).toEqual([0, 0, 1, 2, 1, 5, 1, 0]);
  expect(open.log.crossing(2)?.movedFrom).toEqual(['2026-11-21T10:00:00.000Z', '2026-11-22T18:59:00.000Z']);
});

it.each(['DELETE FROM moved', 'UPDATE moved SET at = at + 60000', 'INSERT INTO moved VALUES (4, 1)'])(
  'misses what says where corrected crossings lie: %s',
  async (sql) => {
    const { open, move } = desk();
    move(1, '2026-03-01T04:00:00.000Z');
    expect(await open.log.verify()).toMatchObject({ ok: true });
    open.close();
    const raw = new Database(join(open.folder, 'log.db'));
    unlock(raw, readFileSync(join(open.folder, 'vault', 'data.key')).toString('hex'));
    raw.exec(sql);
    raw.close();
    const again = openDesk({ folder: open.folder });
    expect(await again.log.verify()).toMatchObject({ ok: false, reason: 'projection' });
    again.rebuild();
    expect(await again.log.verify()).toMatchObject({ ok: true });
  },
);
