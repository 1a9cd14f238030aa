import { must, mustHold, openDesk, repeat, startWriter, type FaultTest } from './harness.ts';
import { inventDraft } from './crossing-draft.ts';

/** A second desk on the same folder, the first stopped and continued as a machine that slept, then killed. */
export const T20: FaultTest = ({ runs = 10, seed }) =>
  repeat({ runs, seed }, 'two instances, sleep and resume, one writer', async (folder, dice) => {
    const first = startWriter(folder, 100_000);
    await first.reached(5 + dice.roll(10));
    const second = startWriter(folder, 5);
    await second.ended;
    must(
      second.said[0] === 'unopened locked' && second.acknowledged.length === 0,
      `the second said: ${second.said.join(', ')}`,
    );
    first.child.kill('SIGSTOP');
    const third = startWriter(folder, 5);
    await third.ended;
    must(third.said[0] === 'unopened locked', `beside a sleeping desk the third said: ${third.said.join(', ')}`);
    const asleep = first.acknowledged.length;
    first.child.kill('SIGCONT');
    await first.reached(asleep + 5);
    first.child.kill('SIGKILL');
    await first.ended;
    const data = openDesk(folder);
    await mustHold(data, first.acknowledged);
    must(
      new Set(first.acknowledged.map(({ seq }) => seq)).size === first.acknowledged.length,
      'a sequence was given twice',
    );
    data.log.append(inventDraft(dice));
    data.close();
  });
