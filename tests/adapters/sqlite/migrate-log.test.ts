import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/sqlite/connection.ts';
import { schemaVersion } from '../../../src/adapters/sqlite/migrate.ts';
import { openVault } from '../../../src/adapters/vault.ts';
import { crossing, openDesk } from './fixtures.ts';
import { makeOld } from './old-schema.ts';

const oldDesk = (): string => {
  const desk = openDesk();
  for (let i = 0; i < 30; i += 1) desk.log.append(crossing({ seconds: i }));
  desk.log.append({ kind: 'void', body: { of: 3, officer: 'O300' }, personal: { reason: 'twice' } });
  desk.close();
  makeOld(desk.folder);
  return desk.folder;
};
const versionOf = (folder: string): unknown => {
  const key = openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();
  const raw = connect(join(folder, 'log.db'), key, true);
  const version = raw.pragma('user_version', { simple: true });
  raw.close();
  return version;
};
const names = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('log.db.'));

describe('a log of an older schema', () => {
  it('is brought to this one on a copy, told as it goes, the old file kept until the next backup', async () => {
    const folder = oldDesk();
    expect(versionOf(folder)).toBe(1);
    const told: number[] = [];
    const desk = openDesk({ folder, onMigrating: ({ done, total }) => told.push(done / total) });
    expect(told.at(-1)).toBe(1);
    expect(versionOf(folder)).toBe(schemaVersion);
    expect(await desk.log.verify()).toEqual({ ok: true, entries: 31 });
    expect(desk.log.crossingsOf({ kind: 'days', from: '2000-01-01', to: '2099-12-31' })).toHaveLength(30);
    expect(names(folder)).toEqual(['log.db.before-schema-1']);
    await desk.backup(join(folder, 'backups'));
    expect(names(folder)).toEqual([]);
  });

  it.each([
    ['while the copy is written', (file: string) => writeFileSync(`${file}.migrating`, 'half')],
    ['before the copy took its place', (file: string) => copyFileSync(file, `${file}.before-schema-1`)],
  ])('that was killed %s is brought to this one by the next start', async (_, leave) => {
    const folder = oldDesk();
    leave(join(folder, 'log.db'));
    const desk = openDesk({ folder });
    expect(await desk.log.verify()).toEqual({ ok: true, entries: 31 });
    expect(existsSync(join(folder, 'log.db.migrating'))).toBe(false);
  });

  it('whose change fails half-way is left as it is', () => {
    const folder = oldDesk();
    const key = openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();
    const raw = connect(join(folder, 'log.db'), key, false);
    // In the way of what the second migration makes.
    raw.exec('CREATE TABLE day_run (seq INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT');
    raw.close();
    expect(() => openDesk({ folder })).toThrow(/day_run/);
    expect(versionOf(folder)).toBe(1);
  });
});
