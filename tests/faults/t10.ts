import { checkInvariants, checkShown, drained, healed, onStores } from './central-rig.ts';
import { must, type FaultTest } from './harness.ts';

/** The batch breaks off after k of n, the acknowledgement is lost: sending again is harmless, nothing stays stuck. */
export const T10: FaultTest = ({ runs = 4, seed }) =>
  onStores('batches cut, acknowledgements lost', { runs, seed }, async ({ centre, dice, desk: open }) => {
    let fault = healed;
    const held = await open(() => fault());
    await held.connect();
    fault = () => dice.pick(['cut-request', 'cut-answer', 'lose-answer', 'lose-request', 'none']);
    for (let round = 0; round < 6; round += 1) {
      held.desk.cross(1 + dice.roll(120));
      for (let n = 0; n < 5; n += 1) await held.desk.sync.syncNow();
      const [row] = await centre.database.query('SELECT head_seq FROM stations WHERE station_id = $1', [
        held.desk.stationId,
      ]);
      const { unsent } = held.desk.sync.state();
      must(held.desk.log.head().seq - unsent <= Number(row?.head_seq), 'the desk believes more than the centre has');
    }
    fault = healed;
    await held.line.settle();
    await drained(held);
    checkShown(held.desk);
    await checkInvariants(centre, held.desk);
  });
