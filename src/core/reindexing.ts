import type { Reindex } from './keeping-ports.ts';
import type { Ports } from './ports.ts';
import type { LongWork } from './work.ts';

type Parts = Pick<Ports, 'schedule'> & { readonly reindex: Reindex; readonly work: LongWork };

const minute = 60_000;
/** Between two steps, milliseconds: travellers come first. */
const breath = 5;

/** Makes up for what an older version did not index, behind the desk; where other work is under way, a minute later. */
export const createReindexing = ({ schedule, reindex, work }: Parts): { stop(): void } => {
  let isStopped = false;
  let cancel: (() => void) | undefined;
  const rest = (): Promise<void> => new Promise((resolve) => void schedule(breath, resolve));

  const run = (): Promise<void> =>
    work.run('index', async (tell, isCalledOff) => {
      while (reindex.isDue() && !isCalledOff()) {
        const { done, total } = reindex.step();
        tell('index', done, total);
        await rest();
      }
    });
  const look = async (): Promise<void> => {
    if (!isStopped && reindex.isDue()) await run().catch(() => undefined);
    if (!isStopped && reindex.isDue()) plan();
  };
  const plan = (): void => {
    cancel = schedule(minute, () => void look());
  };
  if (reindex.isDue()) plan();
  return {
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
