import { checkInvariants, checkShown, drained, healed, onStores } from './central-rig.ts';
import { must, type FaultTest } from './harness.ts';

/** 64 kbit/s, 30 % loss and a captive portal: nothing is acknowledged that is not there, and the desk is as quick as before. */
export const T15: FaultTest = ({ runs = 1, seed }) =>
  onStores('64 kbit/s, 30 % loss, a captive portal', { runs, seed }, async ({ centre, dice, desk: open }) => {
    let fault = healed;
    const held = await open(() => fault(), { bytesPerSecond: 8_000 });
    await held.connect();
    held.desk.cross(400);
    fault = () => 'portal';
    for (let n = 0; n < 5; n += 1) {
      const { error, unsent, lastSyncAt } = await held.desk.sync.syncNow();
      must(error?.code === 'not-a-centre' && unsent > 0, `a portal was taken for ${error?.code ?? 'a centre'}`);
      must(lastSyncAt === undefined || held.desk.states.length > 0, 'a portal was taken for a synchronisation');
    }
    fault = () => (dice.chance(0.3) ? dice.pick(['lose-request', 'lose-answer']) : 'none');
    const waits: number[] = [];
    const beat = setInterval(() => {
      const due = performance.now();
      setImmediate(() => waits.push(performance.now() - due));
    }, 10);
    await drained(held);
    clearInterval(beat);
    waits.sort((a, b) => a - b);
    const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0;
    must(p99 < 100, `the desk stood still for ${Math.round(p99)} ms while it was sending`);
    fault = healed;
    checkShown(held.desk);
    await checkInvariants(centre, held.desk);
  });
