import type { CrossingRecord } from './crossing-record.ts';
import type { Tally } from './tally-report.ts';
import { counter } from './tally-rows.ts';

const wheels: ReadonlySet<string> = new Set(['car', 'bus', 'truck', 'motorcycle']);

const isBefore = (a: CrossingRecord, b: CrossingRecord): boolean => (a.at === b.at ? a.seq < b.seq : a.at < b.at);

/**
 * Vehicles by class. Those who came in one vehicle or bus share a group: it counts once, as the first of them was recorded.
 * Without a group each driver is a vehicle. Plates name somebody and are not read.
 */
export const vehicleCount = () => {
  const firsts = new Map<string, CrossingRecord>();
  const alone = counter();
  let without = 0;
  return {
    add: (record: CrossingRecord) => {
      const { transport, group, role, direction } = record.body;
      if (!wheels.has(transport)) return;
      if (group && group.kind !== 'family') {
        const first = firsts.get(group.id);
        if (!first || isBefore(record, first)) firsts.set(group.id, record);
      } else if (role === 'driver') alone.add(transport, direction);
      else if (role === undefined) without += 1;
    },
    result: (): Required<Pick<Tally, 'vehicles' | 'withoutVehicle'>> => {
      for (const { body } of firsts.values()) alone.add(body.transport, body.direction);
      return { vehicles: alone.ranked().map(([transport, row]) => ({ transport, ...row })), withoutVehicle: without };
    },
  };
};
