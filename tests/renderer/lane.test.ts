import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp, ref } from 'vue';
import { useCircumstances } from '../../src/renderer/stores/circumstances.ts';
import { useLane } from '../../src/renderer/stores/lane.ts';
import { lineKey } from '../../src/renderer/transport/station-client.ts';
import { pnrus } from './double-cases.ts';
import { createStationDouble, type StationDouble } from './station-double.ts';

let station: StationDouble;
const wedge = (payload: string) => ({ source: 'wedge', payload }) as const;
const other = pnrus.replace('WERBAKOVA', 'OBRAZCOVA');
const wanted = pnrus.replace('WERB', 'WANTED');
const recorded = () => station.rows.map(({ body }) => body.action);

beforeEach(() => {
  station = createStationDouble();
  const pinia = createPinia();
  createApp({})
    .use(pinia)
    .provide(lineKey, { client: station, up: ref(true) });
  setActivePinia(pinia);
});
const laneWith = async (payload: string) => {
  const lane = useLane();
  await lane.takeScan(wedge(payload));
  lane.arm(lane.onDesk?.id ?? '');
  return lane;
};

describe('the lane', () => {
  it('records nobody before the decision was looked at', async () => {
    const lane = useLane();
    await lane.takeScan(wedge(pnrus));
    await lane.choose('admit');
    expect(recorded()).toEqual([]);
    lane.arm(lane.onDesk?.id ?? '');
    await lane.choose('admit');
    expect(recorded()).toEqual(['admit']);
    expect(lane.phase).toBe('idle');
  });

  it('queues a scan that comes while a traveller is on the desk, and takes it next', async () => {
    const lane = await laneWith(pnrus);
    const id = lane.onDesk?.id;
    await lane.takeScan(wedge(other));
    expect(lane.onDesk?.id).toBe(id);
    expect(lane.queue.map(({ scan }) => scan.payload)).toEqual([other]);
    expect(recorded()).toEqual([]);
    await lane.choose('admit');
    expect(lane.queue).toEqual([]);
    expect(lane.onDesk?.reading.text).toBe(other);
    expect(lane.armed).toBe(false);
  });

  it('loses no scan when the officer takes the next one first', async () => {
    const lane = await laneWith(pnrus);
    await lane.takeScan(wedge(other));
    await lane.swap();
    expect(lane.onDesk?.reading.text).toBe(other);
    expect(lane.queue.map(({ scan }) => scan.payload)).toEqual([pnrus]);
  });

  it('keeps what was typed when the officer takes a scan first', async () => {
    const lane = useLane();
    await lane.enter({ number: '4511 123456' });
    const typed = lane.onDesk?.id;
    expect(lane.phase).toBe('decided');
    await lane.takeScan(wedge(other));
    await lane.swap();
    expect(lane.onDesk?.reading.text).toBe(other);
    await lane.swap();
    expect(lane.onDesk?.id).toBe(typed);
  });

  it('loses neither a scan nor typing that arrive together', async () => {
    const lane = useLane();
    const typing = lane.enter({ number: '4511 123456' });
    await Promise.all([typing, lane.takeScan(wedge(other))]);
    expect(lane.onDesk).toBeDefined();
    expect(lane.queue).toHaveLength(1);
  });

  it('knows a document that lay too long before the reader', async () => {
    const lane = await laneWith(pnrus);
    await lane.takeScan(wedge(pnrus));
    expect(lane.sameScan).toBe(true);
    expect(lane.queue).toEqual([]);
  });

  it.each([
    ['admit', wanted],
    ['refer', pnrus],
    ['refuse', pnrus],
  ] as const)('asks in place why to %s', async (action, payload) => {
    const lane = await laneWith(payload);
    await lane.choose(action);
    expect(lane.asking).toBe(action);
    expect(recorded()).toEqual([]);
    await lane.record(action, { code: action === 'admit' ? 'CHECKED_ON_PAGE' : 'DOC_INVALID' });
    expect(recorded()).toEqual([action]);
  });

  it('needs no reason for what was advised', async () => {
    const lane = await laneWith(wanted);
    await lane.choose('refer');
    expect(recorded()).toEqual(['refer']);
  });

  it('keeps circumstances between travellers, but not remarks', async () => {
    const kept = useCircumstances();
    const lane = await laneWith(pnrus);
    kept.plate = '123abc02';
    kept.remarks = 'with a trailer';
    await lane.weigh();
    lane.arm(lane.onDesk?.id ?? '');
    await lane.choose('admit');
    expect(station.calls.find(({ name }) => name === 'record')?.input).toMatchObject({ remarks: 'with a trailer' });
    expect(kept.current.plate).toBe('123ABC02');
    expect(kept.remarks).toBe('');
  });

  it('is dead to the keys while the circumstances are weighed anew', async () => {
    const lane = await laneWith(pnrus);
    useCircumstances().turn();
    const weighing = lane.weigh();
    await lane.choose('admit');
    await weighing;
    expect(recorded()).toEqual([]);
    expect(lane.armed).toBe(false);
  });

  it('says what was found where there is no document, and takes the next scan at once', async () => {
    const lane = await laneWith('MILK 4600702077001');
    expect(lane.phase).toBe('unread');
    expect(lane.readings[0]?.text).toBe('4600702077001');
    await lane.takeScan(wedge(pnrus));
    expect(lane.phase).toBe('decided');
  });

  it('clears the desk without recording, and brings it back', async () => {
    const lane = await laneWith(pnrus);
    await lane.clear();
    expect(lane.phase).toBe('idle');
    expect(station.calls.some(({ name }) => name === 'discard')).toBe(true);
    await lane.bringBack();
    expect(lane.onDesk?.reading.text).toBe(pnrus);
    expect(recorded()).toEqual([]);
  });

  it('keeps the traveller on the desk where recording failed', async () => {
    const lane = await laneWith(pnrus);
    const full = station.call;
    Object.assign(station, {
      call: async (name: string, input: never) =>
        name === 'record' ? { ok: false, fault: { code: 'disk-full' } } : full(name as 'recent', input),
    });
    await lane.choose('admit');
    expect(lane.fault?.code).toBe('disk-full');
    expect(lane.phase).toBe('decided');
    Object.assign(station, { call: full });
    await lane.choose('admit');
    expect(recorded()).toEqual(['admit']);
  });
});
