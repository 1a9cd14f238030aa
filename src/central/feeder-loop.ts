import type { Feeder } from './feeder.ts';

const idleMs = 1_000;
/** Rests this many times as long as it worked: the intake of a backlog goes first. */
const restShare = 2;
const forgetEveryMs = 3_600_000;

/** Keeps the feeds true to what desks send, until it is stopped. A fault is told and tried again. */
export const followLogs = (feeder: Feeder, tell: (fault: unknown) => void): { stop(): Promise<void> } => {
  let [isStopped, forgotAt] = [false, 0];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const turn = async (): Promise<number> => {
    const started = performance.now();
    const didWork = await feeder.step();
    if (!didWork) {
      await feeder.settle();
      if (started - forgotAt > forgetEveryMs) {
        await feeder.forget();
        forgotAt = started;
      }
    }
    return didWork ? (performance.now() - started) * restShare : idleMs;
  };
  const plan = (ms: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = turn()
        .catch((fault: unknown) => {
          tell(fault);
          return 5 * idleMs;
        })
        .then(plan);
    }, ms);
    timer.unref();
  };
  plan(idleMs / 10);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
};
