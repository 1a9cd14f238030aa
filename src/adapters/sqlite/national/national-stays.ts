import type { NationalStays } from '../../../core/feed-ports.ts';
import type { Clock } from '../../../core/ports.ts';
import type { NationalIndex } from './national-index.ts';

/** The feed of crossings into the index; mark and events in one transaction of its own file. */
export const createNationalStays = (national: NationalIndex, clock: Clock): NationalStays => ({
  mark: () => national.state(),
  take: (items, mark) =>
    national.apply(
      items.map(([keys, minute, post, exit, withdrawn]) => ({
        keys,
        minute,
        post,
        isExit: exit === 1,
        isWithdrawn: withdrawn === 1,
      })),
      mark,
      clock.now(),
    ),
  restart: () => national.restart(),
});
