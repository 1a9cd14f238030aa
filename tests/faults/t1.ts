import { setTimeout as wait } from 'node:timers/promises';
import { mustHold, must, openDesk, repeat, startWriter, type Acknowledged, type FaultTest } from './harness.ts';

const killsPerFolder = 25;
const longestMs = 700;

/** kill -9 at random moments from the first instruction on: while the folder is made, migrated, opened, written, closed. */
export const T1: FaultTest = async ({ runs = 1000, seed }) => {
  const folders = Math.ceil(runs / killsPerFolder);
  let [kills, entries, slowest] = [0, 0, 0];
  const result = await repeat({ runs: folders, seed }, 'killed', async (folder, dice) => {
    const acknowledged: Acknowledged[] = [];
    for (let i = 0; i < killsPerFolder && kills < runs; i += 1) {
      const writer = startWriter(folder, 60);
      await wait(dice.roll(longestMs));
      writer.child.kill('SIGKILL');
      await writer.ended;
      acknowledged.push(...writer.acknowledged);
      kills += 1;
      const start = performance.now();
      const data = openDesk(folder);
      const openMs = performance.now() - start;
      slowest = Math.max(slowest, openMs);
      must(openMs < 3000, `opened in ${Math.round(openMs)} ms`);
      const last = writer.acknowledged.at(-1);
      must(data.log.head().seq >= (last?.seq ?? 0), 'an acknowledged entry is gone');
      must(data.torn === undefined, 'a whole log was taken for torn');
      data.close();
    }
    entries += acknowledged.length;
    const data = openDesk(folder, { readOnly: true });
    await mustHold(data, acknowledged);
    data.close();
  });
  const perFolder = runs / folders;
  const detail = `${kills} kills in ${folders} folders, ${entries} entries acknowledged and all present, slowest opening ${Math.round(slowest)} ms; ${result.detail}`;
  return { runs: kills, passed: result.passed === folders ? kills : Math.floor(result.passed * perFolder), detail };
};
