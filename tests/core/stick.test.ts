import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openPglite } from '../../src/central/database-pglite.ts';
import { startCentre } from '../central/centre-fixture.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it('writes a stick from the page, shows how far it is, and takes the answer; refusals are words', async () => {
  const desk: TestDesk = await openSetUpDesk();
  ends.push(() => desk.close());
  const stick = mkdtempSync(join(tmpdir(), 'beket-stick-'));
  ends.push(() => rmSync(stick, { recursive: true, force: true }));
  expect(await desk.value('writeStick', { folder: stick })).toEqual({ ok: false, fault: 'no-stick-key' });
  const database = await openPglite();
  const centre = await startCentre(database);
  ends.push(async () => {
    await centre.stop();
    await database.close();
  });
  await desk.value('connect', { url: centre.url, code: await centre.codeFor({ post: 'zhaisan', lane: '1' }) });
  await desk.value('syncNow', {});
  // The line is gone from here on.
  await centre.ask('/v1/admin/stations');
  centre.clock.offset = 86_400_000;
  await desk.value('signOut', {});
  await desk.value('signIn', { badge: 'A1', pin: '123456' });
  expect(await desk.value('writeStick', { folder: join(stick, 'none') })).toEqual({ ok: false, fault: 'no-folder' });
  const told: string[] = [];
  desk.station.on('keeping', ({ work }) => told.push(work ? `${work.kind} ${work.done}` : 'over'));
  const written = await desk.value('writeStick', { folder: stick });
  if (!written.ok) throw new Error(written.fault);
  expect(readdirSync(stick)).toHaveLength(1);
  expect([told[0], told.at(-1)]).toEqual(['stick 0', 'over']);
  const { text } = await centre.ask('/v1/admin/stick', { method: 'POST', body: readFileSync(written.file) });
  const { answer } = JSON.parse(text) as { answer: object };
  expect(await desk.value('takeStickAnswer', { text: 'x' })).toEqual({ ok: false, fault: 'not-an-answer' });
  expect(await desk.value('takeStickAnswer', { text: JSON.stringify(answer) })).toMatchObject({
    ok: true,
    sync: { unsent: 0 },
  });
}, 120_000);
