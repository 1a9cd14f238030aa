import type { BoardLane } from '../contract/board-view.ts';
import type { NeighboursView } from '../contract/neighbour-views.ts';

type Lane = {
  readonly lane: string;
  readonly since: number;
  total: number;
  heardAt: number;
  beats: { at: number; n: number }[];
};

const hour = 3_600_000;
/** A desk that has not answered for so long is not counted as open: neighbours are asked every ten seconds. */
const silentMs = 60_000;
const idleMs = 300_000;

/**
 * Lanes of the post as their desks tell of themselves: how many crossings came from each, by when they were heard of. What a
 * desk tells at first is its past and is not counted. Seconds and queues of another lane are not told.
 */
export const createNeighbourLanes = () => {
  const lanes = new Map<string, Lane>();
  return {
    heard: ({ others }: Pick<NeighboursView, 'others'>, now: number): void => {
      for (const { station, lane, heardAt, crossings } of others) {
        if (station === undefined || lane === undefined || heardAt === undefined) continue;
        const known = lanes.get(station) ?? { lane, since: now, total: crossings, heardAt: 0, beats: [] };
        lanes.set(station, known);
        if (crossings > known.total) known.beats.push({ at: now, n: crossings - known.total });
        known.total = crossings;
        known.heardAt = Date.parse(heardAt);
        known.beats = known.beats.filter(({ at }) => at > now - hour);
      }
    },
    rows: (now: number): BoardLane[] =>
      [...lanes].map(([station, { lane, since, heardAt, beats }]) => {
        const last = beats.at(-1)?.at;
        const isOpen = now - heardAt < silentMs;
        return {
          station,
          lane,
          isOwn: false,
          isOpen,
          officers: [],
          ...(last !== undefined && { lastAt: new Date(last).toISOString() }),
          lastHour: beats.reduce((sum, { at, n }) => sum + (at > now - hour ? n : 0), 0),
          isQueueing: false,
          isIdle: isOpen && now - Math.max(last ?? 0, since) > idleMs,
        };
      }),
  };
};
