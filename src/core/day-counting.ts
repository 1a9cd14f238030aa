import type { Clock, Schedule } from './ports.ts';
import type { DayCounts } from './day-counts.ts';

type Parts = { readonly counts: DayCounts; readonly clock: Clock; readonly schedule: Schedule };

/** Counts for so long at a time, then leaves the desk to its travellers for twice as long. */
const [turnMs, restMs] = [25, 50];

/** Days that somebody wants to see, counted in the background, newest first: they are what is looked at. */
export const createDayCounting = ({ counts, clock, schedule }: Parts) => {
  let waiting: string[] = [];
  let cancel: (() => void) | undefined;
  const turn = (): void => {
    cancel = undefined;
    const until = clock.ticks() + turnMs;
    while (waiting.length > 0 && clock.ticks() < until) counts.of(waiting.pop() ?? '');
    if (waiting.length > 0) cancel = schedule(restMs, turn);
  };
  return {
    /** Days oldest first; what was wanted before and is not among them is let go. */
    want: (days: readonly string[]): void => {
      waiting = days.filter((day) => !counts.known(day));
      if (waiting.length > 0) cancel ??= schedule(0, turn);
    },
    stop: (): void => {
      waiting = [];
      cancel?.();
    },
  };
};
