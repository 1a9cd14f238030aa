import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp, ref } from 'vue';
import { useBus } from '../../src/renderer/stores/bus.ts';
import { lineKey } from '../../src/renderer/transport/station-client.ts';
import { pnrus } from './double-cases.ts';
import { createStationDouble, type StationDouble } from './station-double.ts';

let station: StationDouble;
beforeEach(() => {
  station = createStationDouble();
  const pinia = createPinia();
  createApp({})
    .use(pinia)
    .provide(lineKey, { client: station, up: ref(true) });
  setActivePinia(pinia);
});
const wedge = (payload: string) => ({ source: 'wedge', payload }) as const;
const page = (index: number): string => pnrus.replace('WERBAKOVA', `WERBAKOVA${index}`);
const asked = (name: string): unknown[] => station.calls.filter((call) => call.name === name).map(({ input }) => input);

describe('a bus', () => {
  it('loses none of fifty scans that come while the first is still being read, and keeps their order', async () => {
    const bus = useBus();
    const all = Array.from({ length: 50 }, (_, index) => bus.takeScan(wedge(page(index))));
    expect(bus.scans).toHaveLength(50);
    expect(bus.unread).toBe(50);
    await Promise.all(all);
    await expect.poll(() => bus.unread).toBe(0);
    const read = asked('read') as { scan: { payload: string } }[];
    expect(read.map(({ scan }) => scan.payload)).toEqual(Array.from({ length: 50 }, (_, index) => page(index)));
    expect(bus.scans.map(({ parked }) => parked?.reading.text)).toEqual(read.map(({ scan }) => scan.payload));
  });

  it('makes the first document the driver’s and all the others passengers’', async () => {
    const bus = useBus();
    bus.plate = '777aaa02';
    bus.plateCountry = 'kz';
    for (const index of [1, 2]) await bus.takeScan(wedge(page(index)));
    const set = { transport: 'bus', plate: '777AAA02', plateCountry: 'KAZ' };
    expect(asked('read')).toMatchObject([
      { circumstances: { ...set, role: 'driver' } },
      { circumstances: { ...set, role: 'passenger' } },
    ]);
  });

  it('knows a document that lay too long before the reader', async () => {
    const bus = useBus();
    await bus.takeScan(wedge(pnrus));
    await bus.takeScan(wedge(pnrus));
    expect(bus.sameScan).toBe(true);
    expect(bus.scans).toHaveLength(1);
  });

  it('records nobody while something is open, then all in one call', async () => {
    const bus = useBus();
    await bus.takeScan(wedge(pnrus));
    await bus.takeScan(wedge('MILK'));
    await bus.record();
    expect(asked('recordGroup')).toEqual([]);
    const [exception] = bus.exceptions;
    expect(exception?.causes).toEqual([{ kind: 'unread' }]);
    bus.settle(exception?.key ?? '', { action: 'leave-out' });
    bus.undo();
    expect(bus.isReady).toBe(false);
    bus.settle(exception?.key ?? '', { action: 'leave-out' });
    await bus.record();
    expect(asked('recordGroup')).toEqual([{ kind: 'bus', members: [{ caseId: 'case-1', action: 'admit' }] }]);
    // The double knows no such call: what was not recorded stays.
    expect(bus.fault?.code).toBe('unknown-call');
    expect(bus.scans).toHaveLength(2);
  });

  it('lets go of what the station parked when the stack is emptied', async () => {
    const bus = useBus();
    await bus.takeScan(wedge(pnrus));
    bus.empty();
    expect(asked('discard')).toEqual([{ caseId: 'case-1' }]);
    expect(bus.scans).toEqual([]);
  });
});
