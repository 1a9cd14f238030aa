import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { unlock } from '../../../src/adapters/sqlite/connection.ts';
import { crossing, openDesk } from './fixtures.ts';

const written = 40;

const closedDesk = (
  acknowledged = 0,
): { folder: string; file: string; behindItsBack(work: (raw: Database) => void): void } => {
  const desk = openDesk();
  for (let i = 0; i < written; i += 1) desk.log.append(crossing({ seconds: i }));
  desk.store.saveAcknowledged(acknowledged);
  desk.close();
  const file = join(desk.folder, 'log.db');
  const key = readFileSync(join(desk.folder, 'vault', 'data.key')).toString('hex');
  return {
    folder: desk.folder,
    file,
    behindItsBack: (work) => {
      const raw = new Database(file);
      unlock(raw, key);
      const triggers = raw.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
      for (const name of triggers) raw.exec(`DROP TRIGGER ${name}`);
      work(raw);
      raw.close();
    },
  };
};

const flip = (file: string, at: number): void => {
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, at);
  closeSync(handle);
};

const verdict = async (folder: string) => openDesk({ folder, readOnly: true }).log.verify();

describe('verifying a log', () => {
  it.each([
    ['a body', "UPDATE entry SET body = cast(body || x'01' AS BLOB) WHERE seq = 17", 17, /hash|unreadable/],
    ['a time', 'UPDATE entry SET at = at + 1 WHERE seq = 17', 17, /^hash$/],
    ['a kind', 'UPDATE entry SET kind = kind + 1 WHERE seq = 17', 17, /^hash$/],
    ['a hash', 'UPDATE entry SET hash = zeroblob(32) WHERE seq = 17', 17, /^hash$/],
    ['a digest', 'UPDATE entry SET digest = zeroblob(32) WHERE seq = 17', 17, /^hash$/],
    [
      'a personal part',
      "UPDATE entry SET personal = cast(substr(personal, 1, 16) || replace(substr(personal, 17), 'W', 'V') AS BLOB) WHERE seq = 17",
      17,
      /^personal-digest$/,
    ],
    [
      'a salt',
      'UPDATE entry SET personal = cast(zeroblob(16) || substr(personal, 17) AS BLOB) WHERE seq = 17',
      17,
      /^personal-digest$/,
    ],
    ['a row taken out', 'DELETE FROM entry WHERE seq = 17', 17, /^sequence-gap$/],
    ['a tail cut off', 'DELETE FROM entry WHERE seq > 30', 31, /^sequence-gap$/],
    ['the station', "UPDATE setting SET value = replace(value, 'st-test', 'st-nobody')", 1, /^hash$/],
  ])('names the first bad sequence: %s', async (_, sql, firstBad, reason) => {
    const { folder, behindItsBack } = closedDesk();
    behindItsBack((raw) => raw.exec(sql));
    const report = await verdict(folder);
    expect(report).toMatchObject({ ok: false, firstBad });
    expect(report.reason).toMatch(reason);
  });

  it('misses a tail that the centre has acknowledged, marks or none', async () => {
    const { folder, behindItsBack } = closedDesk(35);
    behindItsBack((raw) => raw.exec('DELETE FROM entry WHERE seq > 30; DELETE FROM mark'));
    expect(await verdict(folder)).toMatchObject({ ok: false, firstBad: 31 });
  });

  it.each(['DELETE FROM day_run', 'UPDATE day_run SET day = day - 2'])('misses a day: %s', async (sql) => {
    const { folder, behindItsBack } = closedDesk();
    behindItsBack((raw) => raw.exec(sql));
    expect(await verdict(folder)).toEqual({ ok: false, entries: written, firstBad: 1, reason: 'projection' });
  });

  it('counts what is looked up by', async () => {
    const { folder, behindItsBack } = closedDesk();
    const busy = openDesk({ folder });
    busy.log.append({ kind: 'void', body: { of: 3, officer: 'S200' }, personal: { reason: 'twice' } });
    busy.close();
    behindItsBack((raw) => raw.exec('DELETE FROM laid_over'));
    expect(await verdict(folder)).toMatchObject({ ok: false, firstBad: 1, reason: 'projection' });
    const desk = openDesk({ folder });
    desk.rebuild();
    expect(await desk.log.verify()).toEqual({ ok: true, entries: written + 1 });
    expect(desk.log.crossing(3)?.voided).toBe(true);
  });

  it('names the first entry on the page where a byte of the file itself is changed', async () => {
    const { folder, file, behindItsBack } = closedDesk();
    const size = readFileSync(file).length;
    let page = 0;
    behindItsBack((raw) => {
      const leaf =
        "SELECT pageno FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1";
      page = raw.prepare<[], number>(leaf).pluck().get() ?? 0;
    });
    expect(page).toBeGreaterThan(1);
    flip(file, (page - 1) * 4096 + 2000);
    expect(readFileSync(file).length).toBe(size);
    const report = await verdict(folder);
    expect(report).toEqual({ ok: false, entries: report.entries, firstBad: report.entries + 1, reason: 'unreadable' });
    expect(report.entries).toBeGreaterThan(5);
    expect(report.entries).toBeLessThan(written);
  });

  it('finds a changed byte in whatever page of the file it lies', async () => {
    const { folder, file } = closedDesk();
    const size = readFileSync(file).length;
    for (let at = 100; at < size; at += 4096) {
      flip(file, at);
      const found = await verdict(folder).catch((error: unknown) => ({
        ok: false,
        reason: (error as { code?: string }).code,
      }));
      expect(found.ok, `byte ${at}`).toBe(false);
      flip(file, at);
    }
    expect(await verdict(folder)).toEqual({ ok: true, entries: written });
  });
});
