import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { unlock } from '../../../src/adapters/sqlite/connection.ts';
import { openData, type DataOptions } from '../../../src/adapters/sqlite/open-data.ts';
import { crossing, openDesk, tempFolder } from './fixtures.ts';

const codeOf = (options: DataOptions): unknown => {
  try {
    openData(options).close();
    return 'opened';
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

/** A desk with one entry, closed, and the key that opens it. */
const closedDesk = () => {
  const desk = openDesk();
  desk.log.append(crossing());
  desk.close();
  const { folder } = desk;
  return { folder, file: join(folder, 'log.db'), key: readFileSync(join(folder, 'vault', 'data.key')).toString('hex') };
};

const rawOpen = (file: string, key: string): Database => {
  const raw = new Database(file);
  unlock(raw, key);
  return raw;
};

describe('opening a data folder', () => {
  it('finds again what it wrote, and leaves nothing readable on the disk', async () => {
    const { folder, file } = closedDesk();
    expect(openDesk({ folder }).log.head().seq).toBe(1);
    const bytes = readFileSync(file);
    expect(bytes.toString('latin1')).not.toMatch(/SHCHERBAKOVA|SQLite format/);
    expect(bytes.includes(Buffer.from('ЩЕРБАКОВА'))).toBe(false);
    expect(statSync(join(folder, 'vault', 'data.key')).mode & 0o777).toBe(0o600);
  });

  it('refuses a second writer by name, and lets a reader in beside the first', async () => {
    const desk = openDesk();
    desk.log.append(crossing());
    expect(() => openData({ folder: desk.folder })).toThrow(new RegExp(`process ${process.pid}, started 20`));
    expect(codeOf({ folder: desk.folder })).toBe('locked');
    const reader = openDesk({ folder: desk.folder, readOnly: true });
    expect(await reader.log.verify()).toEqual({ ok: true, entries: 1 });
    desk.log.append(crossing({ citizenship: 'FRA' }));
    expect(reader.log.recent(1)[0]?.body.citizenship).toBe('FRA');
    expect(reader.log.head()).toEqual(desk.log.head());
    expect(() => reader.log.append(crossing())).toThrow(/readonly/);
  });

  it('tells a wrong key, a lost key, a foreign file and a readable database apart', () => {
    const { folder, file } = closedDesk();
    expect(codeOf({ folder, key: 'f'.repeat(64) })).toBe('wrong-key');
    const copy = tempFolder();
    copyFileSync(file, join(copy, 'log.db'));
    expect(codeOf({ folder: copy })).toBe('no-key');
    writeFileSync(join(copy, 'log.db'), 'Not a log.\n'.repeat(1000));
    expect(codeOf({ folder: copy })).toBe('not-a-database');
    const plain = tempFolder();
    new Database(join(plain, 'log.db')).exec('CREATE TABLE t (x)').close();
    expect(codeOf({ folder: plain })).toBe('not-encrypted');
    expect(codeOf({ folder: tempFolder(), readOnly: true })).toBe('missing');
  });

  it('refuses a database of a newer version and leaves it as it is', () => {
    const { folder, file, key } = closedDesk();
    const raw = rawOpen(file, key);
    raw.pragma('user_version = 99');
    raw.close();
    expect(codeOf({ folder })).toBe('newer');
    expect(codeOf({ folder, readOnly: true })).toBe('newer');
    expect(() => openData({ folder })).toThrow(/newer Beket.*Update this desk/);
  });

  it('says so when the folder cannot be written', () => {
    const { folder } = closedDesk();
    const script = fileURLToPath(new URL('open-as-nobody.ts', import.meta.url));
    chmodSync(folder, 0o555);
    for (const name of ['log.db', 'lock.db', 'vault/data.key']) chmodSync(join(folder, name), 0o444);
    chmodSync(join(folder, 'vault'), 0o555);
    // Root writes anywhere, so where the tests run as root the folder is opened by nobody.
    const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { stdout, stderr } = spawnSync(process.execPath, [script, folder], { ...asNobody, encoding: 'utf8' });
    chmodSync(folder, 0o700);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ write: 'read-only', read: 'opened' });
  });

  it('keeps its schema', () => {
    const { file, key } = closedDesk();
    const raw = rawOpen(file, key);
    const schema = raw.prepare<[], string>(
      "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name",
    );
    expect(
      `${schema.pluck().all().join('\n')}\nversion ${String(raw.pragma('user_version', { simple: true }))}`,
    ).toMatchSnapshot();
    raw.close();
  });

  it('refuses UPDATE and DELETE on the log, whoever asks', () => {
    const { file, key } = closedDesk();
    const raw = rawOpen(file, key);
    for (const sql of [
      'UPDATE entry SET at = at + 1',
      'DELETE FROM entry',
      "UPDATE entry SET personal = x'00'",
      'UPDATE entry SET personal = NULL',
      'UPDATE entry SET rowid = rowid + 100',
      "UPDATE phrase SET text = ''",
      'DELETE FROM phrase',
      "INSERT OR REPLACE INTO entry (seq, at, kind, body, hash) VALUES (1, 1, 1, x'', x'')",
    ]) {
      expect(() => raw.exec(sql), sql).toThrow(/append-only|retention only/);
    }
    raw.close();
  });

  it('lets retention empty a personal part and change nothing else', () => {
    const { file, key } = closedDesk();
    const raw = rawOpen(file, key);
    raw.exec('INSERT INTO erasure (permitted) VALUES (1)');
    for (const sql of [
      "UPDATE entry SET personal = x'00'",
      'UPDATE entry SET personal = NULL, at = at + 1',
      "UPDATE entry SET personal = NULL, hash = x'00'",
      'UPDATE entry SET personal = NULL, digest = NULL',
      'UPDATE entry SET personal = NULL, rowid = rowid + 100',
      'UPDATE OR REPLACE entry SET body = hash',
    ]) {
      expect(() => raw.exec(sql), sql).toThrow(/append-only/);
    }
    raw.exec('UPDATE entry SET personal = NULL');
    raw.close();
  });

  it('makes a folder that is not there', () => {
    const folder = join(tempFolder(), 'deep', 'down');
    expect(codeOf({ folder })).toBe('opened');
    const blocked = join(tempFolder(), 'file');
    mkdirSync(join(blocked, '..'), { recursive: true });
    writeFileSync(blocked, '');
    expect(codeOf({ folder: blocked })).toBe('read-only');
  });
});
