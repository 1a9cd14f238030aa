import { expect, it } from 'vitest';
import { createNeighbourLanes } from '../../src/core/neighbour-lanes.ts';

const start = Date.parse('2026-11-23T06:00:00Z');
const minute = 60_000;
const other = (crossings: number, at: number) => ({
  others: [
    {
      address: '10.0.0.2:7443',
      station: 'zhaisan-2-abc',
      lane: '2',
      heardAt: new Date(at).toISOString(),
      crossings,
      lists: 0,
      entries: 0,
    },
  ],
});

it('counts what a neighbour records from the first time it was heard, not its past', () => {
  const lanes = createNeighbourLanes();
  lanes.heard(other(500, start), start);
  expect(lanes.rows(start)).toMatchObject([{ lane: '2', isOpen: true, isOwn: false, lastHour: 0, isIdle: false }]);
  lanes.heard(other(503, start + minute), start + minute);
  lanes.heard(other(504, start + 2 * minute), start + 2 * minute);
  expect(lanes.rows(start + 2 * minute)).toMatchObject([{ lastHour: 4, lastAt: '2026-11-23T06:02:00.000Z' }]);
});

it('calls a lane idle after five minutes, closed once its desk is silent, and forgets after an hour', () => {
  const lanes = createNeighbourLanes();
  lanes.heard(other(1, start), start);
  lanes.heard(other(2, start + minute), start + minute);
  const later = start + 7 * minute;
  lanes.heard(other(2, later), later);
  expect(lanes.rows(later)).toMatchObject([{ isOpen: true, isIdle: true, lastHour: 1 }]);
  expect(lanes.rows(later + 2 * minute)).toMatchObject([{ isOpen: false, isIdle: false }]);
  expect(lanes.rows(start + 62 * minute)).toMatchObject([{ lastHour: 0 }]);
});
