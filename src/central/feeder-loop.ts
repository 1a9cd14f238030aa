import type { Feeder } from './feeder.ts';

const idleMs = 1_000;
/** Rests this many times as long as it worked; longer while desks bring a backlog, for what is taken in is safe first. */
const restShare = { usual: 2, backlog: 9 } as const;
/** Entries a second that no queue of travellers brings: a desk is draining (docs/scale.md: the worst hour is 53 a second at ten times today). */
const backlogPerSecond = 1_000;
const forgetEveryMs = 3_600_000;

/**
 * Keeps the feeds true to what desks send, until it is stopped. A fault is told and tried again. `takenIn` counts the entries
 * this process has taken in so far.
 */
export const followLogs = (
  feeder: Feeder,
  tell: (fault: unknown) => void,
  takenIn: () => number,
): { stop(): Promise<void> } => {
  let [isStopped, forgotAt] = [false, 0];
  let seen = { at: performance.now(), entries: takenIn() };
  const share = (): number => {
    const [before, at, entries] = [seen, performance.now(), takenIn()];
    seen = { at, entries };
    const perSecond = ((entries - before.entries) * 1000) / Math.max(1, at - before.at);
    return perSecond > backlogPerSecond ? restShare.backlog : restShare.usual;
  };
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
    return didWork ? (performance.now() - started) * share() : idleMs;
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
