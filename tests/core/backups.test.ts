import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openData, type DataFolder } from '../../src/adapters/sqlite/open-data.ts';
import { createBackups, type Backups } from '../../src/core/backups.ts';
import { createJournal, type Journal } from '../../src/core/journal.ts';
import { createWork } from '../../src/core/work.ts';
import { clockAt } from '../adapters/sqlite/fixtures.ts';
import { handTimers } from './sync-desk.ts';

const hour = 3_600_000;
let folder: string;
let data: DataFolder;
let journal: Journal;
let backups: Backups;
let timers: ReturnType<typeof handTimers>;
let clock: ReturnType<typeof clockAt>;
const fails: { code: string }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beket-backups-'));
  clock = clockAt('2026-11-22T08:00:00.000Z');
  data = openData({ folder, clock });
  data.store.saveConfig({ stationId: 'st-test', post: 'zhaisan', lane: '1', demo: false });
  journal = createJournal(data.log);
  timers = handTimers();
  start();
});
afterEach(() => {
  backups.stop();
  data.close();
  fails.length = 0;
  rmSync(folder, { recursive: true, force: true });
});

const start = (): void => {
  const store = {
    ...data.backups,
    copy: async (...given: Parameters<DataFolder['backup']>) => {
      const fault = fails[0];
      if (fault) throw Object.assign(new Error('as the disk says'), fault);
      return data.backup(...given);
    },
  };
  const work = createWork(clock, () => undefined);
  backups = createBackups({
    clock,
    log: data.log,
    store: data.store,
    schedule: timers.schedule,
    backups: store,
    journal,
    work,
    onChange: () => undefined,
  });
};
const opened = { post: 'zhaisan', lane: '1', publicKey: '', version: '0' };
const write = (): unknown => journal.append({ kind: 'station-opened', body: opened });
const copies = (): number => {
  try {
    return readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('log-')).length;
  } catch {
    return 0;
  }
};
const noted = (): unknown[] =>
  data.log
    .entriesAfter(0, 100)
    .filter(({ kind }) => kind === 'backed-up')
    .map(({ body }) => body);
/** Runs what is due and waits until the next time is planned. */
const pass = async (): Promise<void> => {
  timers.fire();
  await expect.poll(() => timers.next(), { timeout: 10_000 }).toBeDefined();
};

describe('copies on their own', () => {
  it('begin a minute after the start, then every hour in which something was written', async () => {
    write();
    expect(timers.next()).toBe(60_000);
    await pass();
    expect(copies()).toBe(1);
    expect(noted()).toEqual([{ place: 'own', headSeq: 1, headHash: data.log.find(1)?.hash }]);
    expect(timers.next()).toBe(hour);
    clock.step(hour);
    await pass();
    // Nothing was written since but the note of the copy itself.
    expect(copies()).toBe(1);
    write();
    clock.step(hour);
    await pass();
    expect(copies()).toBe(2);
    expect(backups.view().own.last?.seq).toBe(3);
  });

  it('are made at once when a shift is closed', async () => {
    write();
    await pass();
    clock.step(1000);
    journal.append({ kind: 'shift-closed', body: { officer: 'S200' } });
    expect(timers.next()).toBe(0);
    await pass();
    expect(copies()).toBe(2);
  });

  it('that are not made are told where they failed, written down once, and tried again', async () => {
    write();
    fails.push({ code: 'disk-full' });
    await pass();
    expect(backups.view().own.fault).toEqual({ code: 'disk-full', at: new Date(clock.now()).toISOString() });
    clock.step(hour);
    await pass();
    expect(noted()).toEqual([{ place: 'own', fault: 'disk-full' }]);
    fails.length = 0;
    clock.step(hour);
    await pass();
    expect(backups.view().own.fault).toBeUndefined();
    expect(backups.view().own.last).toBeDefined();
  });

  it('go to a second folder too, which may be missing without harm to the first', async () => {
    const stick = join(folder, 'stick');
    expect(backups.setSecond(stick)).toBe(false);
    mkdirSync(stick);
    expect(backups.setSecond(stick)).toBe(true);
    write();
    await pass();
    expect(backups.view().second).toMatchObject({ folder: `${stick}/beket-st-test`, last: { seq: 2 } });
    rmSync(stick, { recursive: true });
    write();
    clock.step(hour);
    await pass();
    expect(backups.view().second).toMatchObject({ fault: { code: 'missing' } });
    expect(backups.view().own.fault).toBeUndefined();
    expect(copies()).toBe(2);
    // A file in the way of the folder is no folder.
    writeFileSync(stick, '');
    expect(backups.setSecond(stick)).toBe(false);
  });

  it('wait an hour where the last one is fresh', async () => {
    write();
    await pass();
    backups.stop();
    clock.step(20 * 60_000);
    start();
    expect(timers.next()).toBe(40 * 60_000);
  });
});
