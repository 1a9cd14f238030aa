import { checkInvariants, checkShown, drained, healed, onStores } from './central-rig.ts';
import type { LineFault } from './faulty-line.ts';
import { must, type FaultTest } from './harness.ts';

/** Delivery repeated ×1–×50, across restarts: the centre counts each entry once. */
export const T8: FaultTest = ({ runs = 3, seed }) =>
  onStores('delivery repeated ×1–×50, across restarts', { runs, seed }, async ({ centre, dice, desk: open }) => {
    let fault = (): LineFault => dice.pick(['duplicate', 'duplicate', 'lose-answer', 'none']);
    const held = await open(() => fault());
    fault = healed;
    await held.connect();
    fault = () => dice.pick(['duplicate', 'duplicate', 'lose-answer', 'none']);
    for (let round = 0; round < 5; round += 1) {
      held.desk.cross(20 + dice.roll(60));
      const { log, uplink, stationId } = held.desk;
      const from = dice.roll(log.head().seq);
      const batch = log.entriesAfter(from, 1 + dice.roll(100));
      const times = 1 + dice.roll(50);
      const pushes = Array.from({ length: times }, () => uplink.push(held.line.url, stationId, batch));
      await Promise.all(pushes);
      if (dice.chance(0.6)) held.restart();
      await held.desk.sync.syncNow();
    }
    fault = healed;
    await drained(held);
    await held.line.settle();
    checkShown(held.desk);
    await checkInvariants(centre, held.desk);
    must((held.line.passed.duplicate ?? 0) > 0, 'the line never duplicated');
  });
