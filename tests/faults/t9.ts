import { checkInvariants, drained, healed, onStores } from './central-rig.ts';
import { must, type FaultTest } from './harness.ts';

/** Pieces in any order, with pieces missing: the centre names the gap, and the end is the same. */
export const T9: FaultTest = ({ runs = 3, seed }) =>
  onStores('reordering and gaps', { runs, seed }, async ({ centre, dice, desk: open }) => {
    let fault = healed;
    const held = await open(() => fault());
    await held.connect();
    held.desk.sync.stop();
    held.desk.cross(200);
    const { log, uplink, stationId } = held.desk;
    let gaps = 0;
    for (let n = 0; n < 40; n += 1) {
      const from = dice.roll(200);
      const answer = await uplink.push(held.line.url, stationId, log.entriesAfter(from, 1 + dice.roll(40)));
      const head = await uplink.head(held.line.url, stationId);
      must(head.ok, 'the centre does not say where it stands');
      if (answer.ok) continue;
      must(answer.fault.code === 'gap', `${answer.fault.code} instead of gap`);
      must(head.ok && answer.fault.acknowledged === head.value.acknowledged, 'the gap is named wrongly');
      must((answer.fault.acknowledged ?? 0) < from, 'a gap where there is none');
      gaps += 1;
    }
    must(gaps > 0, 'there was no gap');
    fault = () => dice.pick(['reorder', 'none', 'delay']);
    held.restart();
    held.desk.cross(30);
    await drained(held);
    fault = healed;
    await held.line.settle();
    await drained(held);
    await checkInvariants(centre, held.desk);
  });
