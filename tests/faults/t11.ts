import type { StoredEntry } from '../../src/domain/log.ts';
import { enrolDesk, uplinkOf } from '../central/centre-fixture.ts';
import { createTestDesk } from '../central/desk.ts';
import { pushLines } from '../central/raw-push.ts';
import { onStores } from './central-rig.ts';
import { must, type FaultTest } from './harness.ts';

/** Ways an entry may be spoilt on a desk's disk; each must be put aside alone. */
const poisons: readonly ((entry: StoredEntry) => unknown)[] = [
  (entry) => ({ ...entry, body: { ...entry.body, citizenship: 'XXX' } }),
  (entry) => ({ ...entry, at: 'yesterday' }),
  (entry) => ({ ...entry, hash: entry.hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }),
  (entry) => ({ ...entry, previousHash: 'f'.repeat(64) }),
  (entry) => ({ ...entry, seq: entry.seq + 1000 }),
  (entry) => ({ ...entry, kind: 7 }),
  (entry) => ({ ...entry, body: 'gone' }),
  (entry) => ({ ...entry, personal: { salt: '0'.repeat(32), value: {} } }),
  (entry) => ({ ...entry, stationId: 'another-desk' }),
  () => [1, 2, 3],
  () => 'torn {',
];

/** One poisoned entry is put aside with its reason, whatever is wrong with it and wherever it stands; the rest goes on. */
export const T11: FaultTest = ({ runs = 1, seed }) =>
  onStores('one poisoned entry', { runs, seed }, async ({ centre, dice }) => {
    for (const [index, poison] of poisons.entries()) {
      const desk = createTestDesk();
      await enrolDesk(centre, desk);
      for (let n = 0; n < 30; n += 1) desk.log.cross();
      const { entries } = desk.log;
      const bad = 1 + dice.roll(30);
      const lines = entries.map((entry) => {
        const spoilt = entry.seq === bad ? poison(entry) : entry;
        return typeof spoilt === 'string' ? spoilt : JSON.stringify(spoilt);
      });
      const cuts = [0, 5 + dice.roll(20), 30];
      for (const [n, from] of cuts.slice(0, -1).entries()) {
        const { status, body } = await pushLines(centre.url, desk, from, lines.slice(from, cuts[n + 1]));
        must(status === 200, `poison ${index} at ${bad}: HTTP ${status} ${body.error?.code ?? ''}`);
      }
      const head = await uplinkOf(desk).head(centre.url, desk.stationId);
      must(head.ok && head.value.acknowledged === 30, `poison ${index} at ${bad}: stuck`);
      const rows = await centre.database.query('SELECT seq FROM entries WHERE station_id = $1 AND fault IS NOT NULL', [
        desk.stationId,
      ]);
      must(rows.length === 1 && Number(rows[0]?.seq) === bad, `poison ${index} at ${bad}: ${rows.length} put aside`);
      const [counted] = await centre.database.query('SELECT count(*) AS n FROM crossings WHERE station_id = $1', [
        desk.stationId,
      ]);
      must(Number(counted?.n) === 29, `poison ${index} at ${bad}: ${String(counted?.n)} counted`);
    }
  });
