import { afterEach, expect, it } from 'vitest';
import type { Work } from '../../src/contract/keeping-view.ts';
import { createWork, type LongWork } from '../../src/core/work.ts';
import { verifyAsWork } from '../../src/core/verifying.ts';
import { openDesk, type TestDesk } from './open-desk.ts';

let desk: TestDesk | undefined;
afterEach(async () => desk?.close());

it('tells every page how far the verification of the log is', async () => {
  desk = openDesk();
  await desk.value('startDemo', {});
  await desk.value('signIn', { badge: 'A100', pin: '1000' });
  const seen: Work[] = [];
  desk.station.on('keeping', ({ work }) => void (work && seen.push(work)));
  const report = await desk.value('verifyLog', {});
  expect(report.ok).toBe(true);
  expect(seen.at(0)).toMatchObject({ kind: 'verify-log', step: 'verify-log', by: 'A100', done: 0 });
  expect(seen.at(-1)).toMatchObject({ done: report.entries, total: report.entries });
  expect((await desk.value('keeping', {})).work).toBeUndefined();
});

it('is called off at its next step, and is not refused while a copy is made', async () => {
  const clock = { now: () => 0, ticks: () => 0 };
  const work: LongWork = createWork(clock, () => undefined);
  const steps: (() => void)[] = [];
  const log = {
    verify: (onProgress?: (done: number, total: number) => void) =>
      new Promise<{ ok: true; entries: number }>((resolve) => {
        steps.push(
          () => onProgress?.(1, 2),
          () => resolve({ ok: true, entries: 2 }),
        );
      }),
  } as unknown as Parameters<typeof verifyAsWork>[0];
  const calledOff = verifyAsWork(log, work);
  work.callOff();
  steps[0]?.();
  await expect(calledOff).rejects.toMatchObject({ code: 'called-off' });
  let copied = (): void => undefined;
  const copying = work.run('backup', () => new Promise<void>((resolve) => (copied = resolve)));
  const beside = verifyAsWork(log, work);
  steps[3]?.();
  expect(await beside).toMatchObject({ ok: true });
  copied();
  await copying;
});

it('is stopped by the supervisor who began it; other work by an administrator alone', async () => {
  desk = openDesk();
  await desk.value('startDemo', {});
  await desk.value('signIn', { badge: 'A100', pin: '1000' }, 'administrator');
  const supervisor = { badge: 'S77', name: 'Invented Supervisor', role: 'supervisor', active: true } as const;
  await desk.value('saveOfficer', { officer: supervisor, pin: '7777' }, 'administrator');
  await desk.value('signIn', { badge: 'S77', pin: '7777' }, 'supervisor');
  const { station, call } = desk;
  const during = (work: () => Promise<unknown>): Promise<readonly [unknown, unknown]> =>
    new Promise((resolve) => {
      const leave = station.on('keeping', (view) => {
        if (!view.work) return;
        leave();
        const tried = call('cancelWork', {}, 'supervisor');
        void Promise.all([tried, done]).then(resolve);
      });
      const done = Promise.resolve().then(work);
    });
  const [own, calledOff] = await during(() => call('verifyLog', {}, 'supervisor'));
  expect(own).toMatchObject({ ok: true });
  expect(calledOff).toMatchObject({ ok: false, fault: { code: 'called-off' } });
  const [foreign, report] = await during(() => call('verifyLog', {}, 'administrator'));
  expect(foreign).toMatchObject({ ok: false, fault: { code: 'not-allowed' } });
  expect(report).toMatchObject({ ok: true, value: { ok: true } });
});
