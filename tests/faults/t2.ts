import { setTimeout as wait } from 'node:timers/promises';
import { must, mustHold, openDesk, repeat, startWriter, type FaultTest } from './harness.ts';

/** Killed every few milliseconds while starting, over and over in one folder; then left in quiet. */
export const T2: FaultTest = ({ runs = 20, seed }) =>
  repeat({ runs, seed }, 'killed while starting, then quiet', async (folder, dice) => {
    for (let i = 0; i < 12; i += 1) {
      const writer = startWriter(folder, 1000);
      await wait(60 + i * 25 + dice.roll(25));
      writer.child.kill('SIGKILL');
      await writer.ended;
    }
    const quiet = startWriter(folder, 5);
    await quiet.ended;
    must(
      quiet.acknowledged.length === 5 && quiet.said.at(-1) === 'closed',
      `in quiet it said: ${quiet.said.join(', ')}`,
    );
    const data = openDesk(folder, { readOnly: true });
    await mustHold(data, quiet.acknowledged);
    data.close();
  });
