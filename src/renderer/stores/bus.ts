import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CrossingRow, LaneCase, ReadOutcome } from '../../contract/views.ts';
import type { Circumstances, Purpose } from '../../domain/crossing.ts';
import type { RawScan } from '../../domain/document/reading.ts';
import { readTypedState } from '../../domain/document/typed-state.ts';
import { busExceptions, presentOf, type Settlement } from '../../domain/group/exceptions.ts';
import { readPassengerList } from '../../domain/group/passenger-list.ts';
import type { Direction } from '../../domain/stay.ts';
import { personOf, type BusScan } from './bus-stack.ts';
import { sameScanWithin } from './lane-scan.ts';
import { useStation, type CallFault } from './station.ts';

/** A bus: a stack of documents, a list to compare it with, and what the officer said of the exceptions. */
export const useBus = defineStore('bus', () => {
  const station = useStation();
  const direction = ref<Direction>('entry');
  const purpose = ref<Purpose>('private');
  const plate = ref('');
  const plateCountry = ref('');
  /** The first document of the stack is the driver's. */
  const hasDriver = ref(true);
  const listText = ref('');

  const scans = shallowRef<readonly BusScan[]>([]);
  const settled = shallowRef<ReadonlyMap<string, Settlement>>(new Map());
  const before = shallowRef<readonly ReadonlyMap<string, Settlement>[]>([]);
  const sameScan = ref(false);
  const busy = ref(false);
  const fault = shallowRef<CallFault>();
  const done = shallowRef<readonly CrossingRow[]>();
  let working = false;
  let count = 0;

  const list = computed(() =>
    listText.value.trim() === '' ? undefined : readPassengerList(listText.value, station.today()),
  );
  const stack = computed(() => scans.value.flatMap(personOf));
  const exceptions = computed(() =>
    busExceptions({
      listed: list.value?.passengers,
      stack: stack.value,
      settled: settled.value,
      day: station.today(),
    }),
  );
  const unread = computed(() => scans.value.filter(({ state }) => state === 'waiting' || state === 'reading').length);
  const present = computed(() => presentOf({ stack: stack.value, settled: settled.value }));
  const isReady = computed(
    () => present.value.length > 0 && unread.value === 0 && exceptions.value.length === 0 && !busy.value,
  );
  const find = (id: string | undefined): BusScan | undefined => scans.value.find((one) => one.id === id);

  const circumstancesAt = (place: number): Circumstances => {
    const country = readTypedState(plateCountry.value);
    return {
      direction: direction.value,
      purpose: purpose.value,
      transport: 'bus',
      role: hasDriver.value && place === 1 ? 'driver' : 'passenger',
      ...(plate.value.trim() !== '' && { plate: plate.value.trim().toUpperCase() }),
      ...(country !== undefined && { plateCountry: country }),
    };
  };
  const change = (id: string, more: Partial<BusScan>): void => {
    scans.value = scans.value.map((one) => (one.id === id ? { ...one, ...more } : one));
  };
  const take = (one: BusScan, parked: LaneCase | undefined): void => {
    // Emptied meanwhile: what the station parked is not needed.
    if (!find(one.id)) return void (parked && station.call('discard', { caseId: parked.id }));
    change(one.id, parked ? { state: 'read', parked } : { state: 'unread' });
  };

  /** One after the other, in the order of the stack; whatever comes meanwhile waits its turn. */
  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    for (let next = waiting(); next; next = waiting()) {
      change(next.id, { state: 'reading' });
      const { scan, place } = next;
      const outcome = await station.call('read', { scan, circumstances: circumstancesAt(place) });
      if (outcome.fault) fault.value = outcome.fault;
      take(next, outcome.fault ? undefined : outcome.value.parked);
    }
    working = false;
  };
  const waiting = (): BusScan | undefined => scans.value.find(({ state }) => state === 'waiting');

  const takeScan = async (scan: RawScan, outcome?: ReadOutcome): Promise<void> => {
    const previous = scans.value.at(-1);
    const at = Date.now();
    done.value = undefined;
    fault.value = undefined;
    sameScan.value = !outcome && previous?.scan.payload === scan.payload && at - previous.at < sameScanWithin;
    if (sameScan.value) return;
    count += 1;
    const place = scans.value.length + 1;
    const one: BusScan = { id: `scan-${count}`, place, scan, at, state: outcome ? 'reading' : 'waiting' };
    scans.value = [...scans.value, one];
    if (!outcome) return work();
    take(one, outcome.parked);
    await weigh(one.id);
  };

  const weigh = async (id: string): Promise<void> => {
    const one = find(id);
    if (!one?.parked) return;
    const circumstances = circumstancesAt(one.place);
    const outcome = await station.call('weigh', { caseId: one.parked.id, circumstances });
    if (outcome.fault) fault.value = outcome.fault;
    else change(id, { parked: outcome.value });
  };
  /** Everybody under the circumstances as they are now. */
  const weighAll = async (): Promise<void> => {
    busy.value = true;
    for (const { id } of scans.value) await weigh(id);
    busy.value = false;
  };

  const settle = (key: string, said: Settlement): void => {
    before.value = [...before.value, settled.value];
    settled.value = new Map([...settled.value, [key, { ...settled.value.get(key), ...said }]]);
  };
  const undo = (): void => {
    settled.value = before.value.at(-1) ?? settled.value;
    before.value = before.value.slice(0, -1);
  };

  /** Fields typed over a document, or one typed in place of what could not be read. Answers the problems by field. */
  const enter = async (id: string, fields: Record<string, string>) => {
    const one = find(id);
    if (!one) return [];
    const caseId = one.parked?.id;
    const circumstances = circumstancesAt(one.place);
    const outcome = await station.call('enter', { fields, circumstances, ...(caseId !== undefined && { caseId }) });
    fault.value = outcome.fault;
    if (outcome.fault) return [];
    const { parked, problems } = outcome.value;
    if (problems.length === 0 && parked) change(id, { state: 'read', parked });
    return problems;
  };

  const forget = (): void => {
    scans.value = [];
    settled.value = new Map();
    before.value = [];
    [listText.value, plate.value, plateCountry.value] = ['', '', ''];
    fault.value = undefined;
    sameScan.value = false;
  };
  const empty = (): void => {
    for (const { parked } of scans.value) if (parked) void station.call('discard', { caseId: parked.id });
    forget();
  };

  const members = () =>
    present.value.flatMap(({ id, settlement }) => {
      const parked = find(id)?.parked;
      if (!parked) return [];
      const { reason, companion, consent } = settlement;
      const adult = find(companion)?.parked?.id;
      return [
        {
          caseId: parked.id,
          action: settlement.action === 'refer' ? ('refer' as const) : ('admit' as const),
          ...(reason && { reason }),
          ...(adult !== undefined && { companion: adult }),
          ...(consent && { consent }),
        },
      ];
    });
  /** The one confirmation: everybody who is on the bus, all of them or nobody. */
  const record = async (): Promise<void> => {
    if (!isReady.value) return;
    busy.value = true;
    const outcome = await station.call('recordGroup', { kind: 'bus', members: members() });
    busy.value = false;
    fault.value = outcome.fault;
    if (outcome.fault?.code === 'rules-changed') await weighAll();
    if (outcome.fault) return;
    // Those who were left out stay parked for nobody.
    const recorded = new Set(present.value.map(({ id }) => id));
    for (const { id, parked } of scans.value) {
      if (parked && !recorded.has(id)) void station.call('discard', { caseId: parked.id });
    }
    forget();
    done.value = outcome.value.rows;
  };

  return {
    ...{ direction, purpose, plate, plateCountry, hasDriver, listText, scans, settled, before, sameScan, busy },
    ...{ fault, done, list, exceptions, unread, present, isReady },
    ...{ find, takeScan, weighAll, settle, undo, enter, empty, record },
  };
});
