import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/sqlite/connection.ts';
import { verifyCopy } from '../../../src/adapters/sqlite/copying.ts';
import { schemaVersion } from '../../../src/adapters/sqlite/migrate.ts';
import { openVault } from '../../../src/adapters/vault.ts';
import { clockAt, crossing, openDesk } from './fixtures.ts';
import { makeOld } from './old-schema.ts';

const days = { kind: 'days', from: '2000-01-01', to: '2099-12-31' } as const;
const keyIn = (folder: string): string => openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();

/** Thirty-one entries whose personal parts are there, and three before them whose personal parts were erased. */
const oldDesk = async (version: 1 | 5): Promise<string> => {
  const clock = clockAt('2026-11-20T10:00:00.000Z');
  const desk = openDesk({ clock });
  for (let i = 0; i < 3; i += 1) desk.log.append(crossing({ seconds: i }));
  clock.step(2 * 86_400_000);
  for (let i = 0; i < 30; i += 1) desk.log.append(crossing({ seconds: i }));
  desk.log.append({ kind: 'void', body: { of: 4, officer: 'O300' }, personal: { reason: 'twice' } });
  await desk.erase({ rule: 'KZ.RETENTION', before: '2026-11-21' });
  // The first schema knew nothing of keys that wait: all are learnt, and brought to the disk on closing.
  desk.search({ number: 'nobody' }, 1);
  desk.close();
  makeOld(desk.folder, version);
  return desk.folder;
};
const entries = 35;
const versionOf = (folder: string): unknown => {
  const raw = connect(join(folder, 'log.db'), keyIn(folder), true);
  const version = raw.pragma('user_version', { simple: true });
  raw.close();
  return version;
};
const names = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('log.db.'));

describe.each([1, 5] as const)('a log of schema %i', (version) => {
  it('is brought to this one on a copy, told as it goes, the old file kept until the next backup', async () => {
    const folder = await oldDesk(version);
    expect(versionOf(folder)).toBe(version);
    const told: number[] = [];
    const desk = openDesk({ folder, onMigrating: ({ done, total }) => told.push(done / total) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
    expect(versionOf(folder)).toBe(schemaVersion);
    expect(await desk.log.verify()).toEqual({ ok: true, entries });
    expect(desk.log.crossingsOf(days)).toHaveLength(33);
    expect(desk.log.crossing(3)?.personal).toBeUndefined();
    expect(desk.log.crossing(4)).toMatchObject({ voided: true, personal: { document: { surname: 'SHCHERBAKOVA' } } });
    expect(desk.search({ name: 'Shcherbakova' }, 50)).toHaveLength(30);
    expect(names(folder)).toEqual([`log.db.before-schema-${String(version)}`]);
    await desk.backup(join(folder, 'backups'));
    expect(names(folder)).toEqual([]);
  });

  it.each([
    ['while the copy is written', (file: string) => writeFileSync(`${file}.migrating`, 'half')],
    [
      'before the copy took its place',
      (file: string) => copyFileSync(file, `${file}.before-schema-${String(version)}`),
    ],
  ])('that was killed %s is brought to this one by the next start', async (_, leave) => {
    const folder = await oldDesk(version);
    leave(join(folder, 'log.db'));
    const desk = openDesk({ folder });
    expect(await desk.log.verify()).toEqual({ ok: true, entries });
    expect(existsSync(join(folder, 'log.db.migrating'))).toBe(false);
  });
});

it('leaves a log as it is whose change fails half-way', async () => {
  const folder = await oldDesk(1);
  const raw = connect(join(folder, 'log.db'), keyIn(folder), false);
  // In the way of what the second migration makes.
  raw.exec('CREATE TABLE day_run (seq INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT');
  raw.close();
  expect(() => openDesk({ folder })).toThrow(/day_run/);
  expect(versionOf(folder)).toBe(1);
  expect(names(folder)).toEqual([]);
});

it('reads a copy made before the update as it is', async () => {
  const folder = await oldDesk(5);
  const file = join(folder, 'log.db');
  expect(await verifyCopy(file, keyIn(folder))).toMatchObject({ ok: true, entries });
  const desk = openDesk({ folder, readOnly: true });
  expect(await desk.log.verify()).toEqual({ ok: true, entries });
  expect(desk.log.crossing(3)?.personal).toBeUndefined();
  expect(desk.log.recent(1)[0]?.personal?.document.surname).toBe('SHCHERBAKOVA');
  expect(desk.search({ number: '4511 123456' }, 50)).toHaveLength(30);
  expect(desk.evidence.notes('shift-closed', 5)).toEqual([]);
  expect(versionOf(folder)).toBe(5);
});
