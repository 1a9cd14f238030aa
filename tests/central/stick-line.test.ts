import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fullLines } from '../../src/adapters/http/uplink-lines.ts';
import * as sealing from '../../src/adapters/stick-seal.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { openPglite } from '../../src/central/database-pglite.ts';
import { startFaultyLine, type LineFault } from '../faults/faulty-line.ts';
import { openSyncDesk, until, type SyncDesk } from '../core/sync-desk.ts';
import { startCentre, uplinkOf, type TestCentre } from './centre-fixture.ts';
import { onEachStore } from './on-each-store.ts';
import { bring, crossMany, writeStick, type Told } from './stick-bearer.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-stick-line-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

onEachStore('a stick brought by another desk', (centre) => {
  const enrolled = async (at: TestCentre = centre()): Promise<SyncDesk> => {
    const desk = openSyncDesk();
    ends.push(() => desk.remove());
    const answer = await desk.connect(at.url, await at.codeFor({ post: desk.post, lane: '1' }));
    expect(answer.ok).toBe(true);
    await until(() => !desk.sync.state().busy);
    return desk;
  };
  const alone = async (count: number): Promise<SyncDesk> => {
    const desk = await enrolled();
    desk.sync.stop();
    crossMany(desk, count);
    return desk;
  };
  const rows = async ({ stationId }: SyncDesk) =>
    (await centre().database.query('SELECT seq FROM entries WHERE station_id = $1', [stationId])).length;
  const faultyLine = async (fault: (request: number) => LineFault) => {
    let requests = 0;
    const line = await startFaultyLine({ target: centre().url, next: () => fault((requests += 1)) });
    ends.push(() => line.stop());
    return line.url;
  };

  it('sends it in parts, takes it in piece by piece and says truly how far; the same again enters nothing', async () => {
    const [desk, bearer, folder] = [await alone(2_200), await enrolled(), newFolder()];
    const name = writeStick(desk, folder);
    const first = await bring(bearer, [folder, name]);
    expect(first).toMatchObject({ stationId: desk.stationId, entries: 2_200, stored: 2_200, aside: 0 });
    expect(first).toMatchObject({ answer: { acknowledged: 2_200, stationId: desk.stationId } });
    expect(await rows(desk)).toBe(2_200);
    const { size } = statSync(join(folder, name));
    const [sent, taken] = ['stick-send', 'stick-take'].map((step) => first.told.filter((one) => one.step === step));
    expect(sent?.length).toBeGreaterThan(2);
    expect(sent?.[0]).toMatchObject({ done: 0, total: size });
    expect(sent?.at(-1)).toMatchObject({ done: size, total: size });
    expect(taken?.at(-1)).toMatchObject({ done: 2_200, total: 2_200 });
    for (const steps of [sent, taken]) {
      const done = steps?.map((one) => one.done) ?? [];
      expect(done).toEqual(done.toSorted((one, other) => one - other));
    }
    expect(await bring(bearer, [folder, name])).toMatchObject({ entries: 2_200, stored: 0 });
    expect(await rows(desk)).toBe(2_200);
  });

  it('goes on where a cut line ended, and enters nothing twice whatever the line does to questions and answers', async () => {
    const [desk, bearer, folder] = [await alone(1_100), await enrolled(), newFolder()];
    const name = writeStick(desk, folder);
    const dead = await faultyLine((request) => (request <= 3 ? 'none' : 'cut-request'));
    const cut = await bring(bearer, [folder, name], { url: dead });
    expect(cut).toMatchObject({ fault: 'no-line' });
    const { done } = cut.told.at(-1) as Told;
    expect(done).toBeGreaterThan(0);
    expect(await rows(desk)).toBe(0);
    const bad: LineFault[] = ['none', 'lose-answer', 'none', 'cut-answer', 'duplicate', 'cut-request', 'none'];
    const url = await faultyLine((request) => bad[request % bad.length] ?? 'none');
    const again = await bring(bearer, [folder, name], { url });
    expect(again.told[0]).toMatchObject({ step: 'stick-send', done });
    expect(again).toMatchObject({ entries: 1_100, stored: 1_100, answer: { acknowledged: 1_100 } });
    expect(await rows(desk)).toBe(1_100);
  });

  it('is called off between two parts, and the next try goes on from there', async () => {
    const [desk, bearer, folder] = [await alone(1_050), await enrolled(), newFolder()];
    const name = writeStick(desk, folder);
    const isCalledOff = (told: Told[]): boolean => told.some(({ done }) => done > 0);
    const stopped = await bring(bearer, [folder, name], { isCalledOff });
    expect(stopped.fault).toBe('stopped');
    expect(await rows(desk)).toBe(0);
    const again = await bring(bearer, [folder, name]);
    expect(again.told[0]?.done).toBe(stopped.told.at(-1)?.done);
    expect(again).toMatchObject({ stored: 1_050 });
  });

  it('refuses a changed, cut, foreign, unsigned, early or revoked file with the reason, and stores nothing of it', async () => {
    const [desk, bearer, folder] = [await alone(1_100), await enrolled(), newFolder()];
    const name = writeStick(desk, folder);
    const whole = readFileSync(join(folder, name));
    const put = (other: string, bytes: Buffer | string): readonly [string, string] => {
      writeFileSync(join(folder, other), bytes);
      return [folder, other];
    };
    const changed = Buffer.from(whole);
    changed[whole.length >> 1] = (changed[whole.length >> 1] ?? 0) ^ 1;
    expect((await bring(bearer, put('changed.beket-stick', changed))).fault).toBe('not-whole');
    expect((await bring(bearer, put('cut.beket-stick', whole.subarray(0, -30)))).fault).toBe('not-whole');
    expect((await bring(bearer, put('pictures.beket-stick', 'holiday pictures'))).fault).toBe('not-a-stick');
    const newer = whole.toString('latin1').replace('"version":1', '"version":9');
    expect((await bring(bearer, put('newer.beket-stick', Buffer.from(newer, 'latin1')))).fault).toBe('newer-stick');

    // Sealed by somebody who knows the centre's key, in the name of this desk.
    const { privateKey } = generateKeyPairSync('ed25519');
    const config = desk.data.store.config();
    const about = {
      beket: 'stick',
      version: 1,
      stationId: desk.stationId,
      centreId: config?.centre?.centreId ?? '',
    } as const;
    const forge = sealing.createStickSeal(
      { ...about, after: 0, to: 3, at: new Date().toISOString() },
      config?.centre?.stickKey?.key ?? '',
      (text) => signWith(null, Buffer.from(text), privateKey).toString('base64'),
    );
    const forged = Buffer.concat([forge.header, forge.piece(fullLines(desk.log.entriesAfter(0, 3))), forge.end()]);
    expect((await bring(bearer, put('forged.beket-stick', forged))).fault).toBe('not-signed');

    const database = await openPglite();
    const other = await startCentre(database);
    ends.push(async () => {
      await other.stop();
      await database.close();
    });
    expect((await bring(await enrolled(other), [folder, name])).fault).toBe('foreign-stick');

    const late = writeStick(desk, folder, 40);
    expect((await bring(bearer, [folder, late])).fault).toBe('gap');
    expect(await rows(desk)).toBe(0);

    await centre().post(`/v1/admin/stations/${desk.stationId}/revoke`, { reason: 'lost' });
    expect((await bring(bearer, [folder, name])).fault).toBe('revoked');
    await centre().post(`/v1/admin/stations/${desk.stationId}/restore`, { reason: 'found' });
    expect(await rows(desk)).toBe(0);
    // The bearer itself is refused, whatever it brings.
    await centre().post(`/v1/admin/stations/${bearer.stationId}/revoke`, { reason: 'lost' });
    expect((await bring(bearer, [folder, name])).fault).toBe('not-let-in');
    expect(await bring(await enrolled(), [folder, name])).toMatchObject({ stored: 1_100 });
    expect(await rows(desk)).toBe(1_100);
  });

  it('tells a neighbour who carries why its parcel was not taken, so that it goes on with the others', async () => {
    const [desk, bearer, folder] = [await alone(30), await enrolled(), newFolder()];
    const parcel = readFileSync(join(folder, writeStick(desk, folder, 10)));
    const came = await uplinkOf(openVault({ folder: bearer.folder })).carry(centre().url, bearer.stationId, parcel);
    expect(came).toMatchObject({ ok: true, value: { refused: 'gap' } });
  });
});
