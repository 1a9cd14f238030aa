import { afterEach, expect, it, vi } from 'vitest';
import { administrator, openDesk, type TestDesk } from '../core/open-desk.ts';
import type { TestCentre } from './centre-fixture.ts';
import { onEachStore } from './on-each-store.ts';

vi.setConfig({ testTimeout: 120_000 });

const desks: TestDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});
const deskAt = async (post: string, centre: TestCentre): Promise<{ desk: TestDesk; id: string }> => {
  const desk = openDesk();
  desks.push(desk);
  await desk.value('setUp', { post, lane: '1', admin: administrator });
  await desk.value('connect', { url: centre.url, code: await centre.codeFor({ post, lane: '1' }) });
  return { desk, id: (await desk.value('state', {})).station?.id ?? '' };
};

onEachStore('a desk by the token of the centre', (centre) => {
  it('writes down what the holder of the token does by the older ways too', async () => {
    const { id } = await deskAt('orda', centre());
    expect((await centre().post(`/v1/admin/stations/${id}/revoke`, { reason: 'lost in the steppe' })).status).toBe(200);
    expect((await centre().post(`/v1/admin/stations/${id}/restore`)).status).toBe(200);
    // Nothing was done, so nothing is written down.
    expect((await centre().post(`/v1/admin/stations/${id}/accept-fork`)).status).toBe(404);
    expect((await centre().post('/v1/admin/stations/no-such-desk/revoke')).status).toBe(404);
    const rows = await centre().database.query(
      'SELECT what, reason, officer FROM fleet_acts WHERE subject IN ($1, $2) ORDER BY id',
      [id, 'orda 1'],
    );
    expect(rows).toEqual([
      { what: 'code', reason: null, officer: null },
      { what: 'revoke', reason: 'lost in the steppe', officer: null },
      { what: 'restore', reason: null, officer: null },
    ]);
  });

  it('shows the machine that watches what is wrong with which desk', async () => {
    const { desk, id } = await deskAt('taskala', centre());
    const asked = async (): Promise<string> => (await centre().ask('/metrics')).text;
    expect(await asked()).not.toContain(`beket_station_alert{station="${id}",alert="skew"}`);
    centre().clock.offset = 3_600_000;
    try {
      await desk.value('syncNow', {});
      const text = await asked();
      expect(text).toContain(`beket_station_alert{station="${id}",alert="skew"} 1`);
      const count = Number(/^beket_fleet_alerts\{alert="skew"\} (\d+)$/m.exec(text)?.[1]);
      expect(count).toBe(text.match(/^beket_station_alert\{.*alert="skew"\} 1$/gm)?.length);
      expect(text).toMatch(/^beket_fleet_alerts\{alert="battery-low"\} 0$/m);
    } finally {
      centre().clock.offset = 0;
    }
  });

  it('takes a desk to another lane by a code of the centre, and to another post not at all', async () => {
    const { desk, id } = await deskAt('syrym', centre());
    const move = (lane: string, code?: string, post = 'syrym') =>
      desk.call('movePlace', { post, lane, reason: 'the booth was moved', ...(code !== undefined && { code }) });
    expect(await move('8')).toMatchObject({ fault: { code: 'bad-input', field: 'code' } });
    const wrong = await centre().codeFor({ post: 'syrym', lane: '9' });
    expect(await move('8', wrong)).toMatchObject({ fault: { code: 'centre' } });
    expect(await move('8', wrong, 'orda')).toMatchObject({ fault: { code: 'not-allowed', field: 'post' } });
    expect((await desk.value('place', {})).lane).toBe('1');
    const code = await centre().codeFor({ post: 'syrym', lane: '8' });
    expect(await move('8', code)).toMatchObject({ ok: true, value: { lane: '8', enrolled: true } });
    const rows = await centre().database.query('SELECT lane FROM stations WHERE station_id = $1', [id]);
    expect(rows).toEqual([{ lane: '8' }]);
    // The same key and the same log: what was recorded before and after goes to the same place.
    expect(await desk.value('syncNow', {})).toMatchObject({ connected: true, unsent: 0 });
  });
});
