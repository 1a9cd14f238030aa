import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSyncDesk } from '../core/sync-desk.ts';
import { healed, onStores } from './central-rig.ts';
import { must, type FaultTest } from './harness.ts';

/** A desk restored from an old copy uses its numbers again: found by hash, refused, and both halves kept once decided. */
export const T13: FaultTest = ({ runs = 3, seed }) =>
  onStores('restored from an old backup, before the centre', { runs, seed }, async ({ centre, dice, desk: open }) => {
    const held = await open(healed);
    await held.connect();
    held.desk.cross(20 + dice.roll(30));
    await held.desk.sync.syncNow();
    const copied = held.desk.log.head().seq;
    held.desk.close();
    const copy = mkdtempSync(join(tmpdir(), 'beket-copy-'));
    cpSync(held.desk.folder, copy, { recursive: true });
    held.restart();
    held.desk.cross(5 + dice.roll(20));
    await held.desk.sync.syncNow();
    const lost = held.desk.log.head().seq - copied;
    held.desk.close();
    const { stationId, post } = held.desk;
    const desk = openSyncDesk({ folder: copy, stationId, post });
    try {
      must((await desk.sync.syncNow()).error?.code === 'fork', 'a desk that lost entries is not told');
      const again = 1 + dice.roll(2 * lost);
      desk.cross(again);
      const refused = await desk.sync.syncNow();
      must(refused.error?.code === 'fork' && refused.unsent > 0, 'the fork was not refused');
      const shown = await centre.ask('/v1/admin/stations');
      must(shown.text.includes('"fork":{'), 'no administrator sees the fork');
      const held2 = await centre.database.query('SELECT seq FROM entries WHERE station_id = $1', [stationId]);
      must(held2.length === copied + lost, 'a refused entry was stored');
      must((await centre.post(`/v1/admin/stations/${stationId}/accept-fork`)).status === 200, 'there is no way out');
      const state = await desk.sync.syncNow();
      must(state.unsent === 0 && state.error === undefined, `after the decision: ${state.error?.code ?? state.unsent}`);
      const rows = await centre.database.query('SELECT seq, branch FROM entries WHERE station_id = $1', [stationId]);
      must(rows.length === copied + lost + again, `${rows.length} kept of ${copied + lost + again}`);
    } finally {
      desk.remove();
      held.restart();
    }
  });
