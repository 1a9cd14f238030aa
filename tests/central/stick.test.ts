import { afterEach, expect, it } from 'vitest';
import { fullLines } from '../../src/adapters/http/uplink-lines.ts';
import * as sealing from '../../src/adapters/stick-seal.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { openPglite } from '../../src/central/database-pglite.ts';
import { stickSteps, takeStickAnswer } from '../../src/core/stick.ts';
import { openSyncDesk, until, type SyncDesk } from '../core/sync-desk.ts';
import { startCentre, type TestCentre } from './centre-fixture.ts';
import { onEachStore } from './on-each-store.ts';

const opened: SyncDesk[] = [];
afterEach(() => {
  for (const desk of opened.splice(0)) desk.remove();
});

const partsOf = ({ log, data }: SyncDesk) => ({ log, store: data.store, sealing });

/** The whole file, as it would lie on a stick. */
const writeStick = (desk: SyncDesk): Buffer => {
  const { sign } = openVault({ folder: desk.folder });
  return Buffer.concat(
    [...stickSteps(partsOf(desk), new Date().toISOString(), sign, fullLines)].map(({ bytes }) => bytes),
  );
};

const bring = async (centre: TestCentre, file: Buffer) => {
  const { status, body } = await centre.ask('/v1/admin/stick', { method: 'POST', body: new Uint8Array(file) });
  return { status, ...(body as { stored: number; entries: number; answer: object; error?: { message: string } }) };
};

onEachStore('the way without a line', (centre) => {
  /** Connected once, and then without a line. */
  const alone = async (count: number): Promise<SyncDesk> => {
    const desk = openSyncDesk();
    opened.push(desk);
    const answer = await desk.connect(centre().url, await centre().codeFor({ post: desk.post, lane: '1' }));
    expect(answer.ok).toBe(true);
    await until(() => !desk.sync.state().busy);
    desk.sync.stop();
    desk.cross(count);
    return desk;
  };
  const rows = async ({ stationId }: SyncDesk) =>
    (await centre().database.query('SELECT seq FROM entries WHERE station_id = $1', [stationId])).length;

  it('carries entries there and the answer back; nothing is entered twice, however often it is brought', async () => {
    const desk = await alone(1_203);
    const file = writeStick(desk);
    expect(file.toString('latin1')).not.toContain('OBRAZTSOVA');
    const first = await bring(centre(), file);
    expect(first).toMatchObject({ status: 200, entries: 1_203, stored: 1_203 });
    expect(await bring(centre(), file)).toMatchObject({ status: 200, stored: 0 });
    expect(await rows(desk)).toBe(1_203);
    expect(desk.sync.state().unsent).toBe(1_203);
    const text = JSON.stringify(first.answer);
    expect(takeStickAnswer(partsOf(desk), text)).toMatchObject({ acknowledged: 1_203 });
    desk.sync.heardElsewhere();
    expect(desk.sync.state().unsent).toBe(0);
    expect(() => takeStickAnswer(partsOf(desk), text)).toThrow('old-answer');
    expect(() => writeStick(desk)).toThrow('nothing-unsent');
    // The line comes back: only what is new goes over it.
    desk.close();
    const again = openSyncDesk({ folder: desk.folder, stationId: desk.stationId });
    again.cross(4);
    await until(() => again.sync.state().unsent === 0);
    again.close();
    expect(await rows(desk)).toBe(1_207);
  });

  it('refuses in words what is cut, changed, foreign, out of order or no file of a desk', async () => {
    const desk = await alone(30);
    const file = writeStick(desk);
    const body = file.indexOf('\n') + 1;
    for (const end of [body, body + 3, body + 100, file.length - 1]) {
      expect(await bring(centre(), file.subarray(0, end))).toMatchObject({
        status: 422,
        error: { message: expect.stringContaining('cut short') as string },
      });
    }
    const changed = Buffer.from(file);
    changed[body + 40] = (changed[body + 40] ?? 0) ^ 1;
    expect((await bring(centre(), changed)).error?.message).toContain('changed');
    const renamed = Buffer.from(file.toString('latin1').replace('"to":30', '"to":31'), 'latin1');
    expect((await bring(centre(), renamed)).status).toBe(422);
    expect((await bring(centre(), Buffer.from('holiday pictures'))).error?.message).toContain('not a file');
    const database = await openPglite();
    const other = await startCentre(database);
    expect((await bring(other, file)).error?.message).toContain('another centre');
    await other.stop();
    await database.close();
    expect(await rows(desk)).toBe(0);
  });

  it('asks for the earlier file, and takes no answer that is not its own', async () => {
    const [desk, neighbour] = [await alone(5), await alone(6)];
    const centreId = desk.data.store.config()?.centre?.centreId;
    desk.data.store.saveAcknowledged(3, centreId);
    expect((await bring(centre(), writeStick(desk))).error?.message).toContain('Bring that one first');
    const { answer } = await bring(centre(), writeStick(neighbour));
    expect(() => takeStickAnswer(partsOf(desk), JSON.stringify(answer))).toThrow('other-desk');
    const forged = JSON.stringify(answer).replaceAll(neighbour.stationId, desk.stationId);
    expect(() => takeStickAnswer(partsOf(desk), forged)).toThrow('not-an-answer');
    expect(() => takeStickAnswer(partsOf(neighbour), JSON.stringify(answer).slice(0, -9))).toThrow('not-an-answer');
    expect(takeStickAnswer(partsOf(neighbour), JSON.stringify(answer)).acknowledged).toBe(6);
  });
});
