import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CrossingRow, LaneCase, ReadOutcome } from '../../contract/views.ts';
import type { Action, Reason } from '../../domain/crossing.ts';
import type { RawScan } from '../../domain/document/reading.ts';
import type { Rebuttal } from '../../domain/rebuttal.ts';
import { useCircumstances } from './circumstances.ts';
import { sameScanWithin, type LaneScan } from './lane-scan.ts';
import { needsReason } from './reasons.ts';
import { useStation, type CallFault } from './station.ts';
import { useVehicle, type Company } from './vehicle.ts';

export type LanePhase = 'idle' | 'reading' | 'unread' | 'incomplete' | 'decided';

/** The lane: one traveller on the desk, the scans that wait, and what the officer is about to do. */
export const useLane = defineStore('lane', () => {
  const station = useStation();
  const kept = useCircumstances();
  const vehicle = useVehicle();
  let nextId = 1;

  const scan = shallowRef<LaneScan>();
  const onDesk = shallowRef<LaneCase>();
  const readings = shallowRef<ReadOutcome['readings']>([]);
  const queue = shallowRef<readonly LaneScan[]>([]);
  const busy = ref(false);
  /** The keys that decide are dead until the decision is painted and 250 ms have passed. */
  const armed = ref(false);
  const asking = ref<Action>();
  const fault = shallowRef<CallFault>();
  const last = shallowRef<CrossingRow>();
  const cleared = shallowRef<LaneScan>();
  const sameScan = ref(false);
  /** The officer types over what was read. */
  const typing = ref(false);

  const phase = computed<LanePhase>(() => {
    if (onDesk.value) return onDesk.value.decision ? 'decided' : 'incomplete';
    if (!scan.value) return 'idle';
    return busy.value ? 'reading' : 'unread';
  });

  const disarm = (): void => {
    armed.value = false;
    fault.value = undefined;
    sameScan.value = false;
  };
  const put = (parked: LaneCase | undefined): void => {
    disarm();
    asking.value = undefined;
    typing.value = false;
    vehicle.forget();
    onDesk.value = parked;
  };
  const forget = (): void => {
    if (scan.value?.picture && scan.value !== cleared.value) URL.revokeObjectURL(scan.value.picture);
    scan.value = undefined;
    readings.value = [];
    put(undefined);
  };

  const show = (outcome: ReadOutcome): void => {
    readings.value = outcome.readings;
    put(outcome.parked);
  };
  const read = async (next: LaneScan): Promise<void> => {
    cleared.value = undefined;
    scan.value = next;
    readings.value = [];
    put(undefined);
    busy.value = true;
    const outcome = next.outcome
      ? { value: next.outcome }
      : await station.call('read', { scan: next.scan, circumstances: kept.current });
    busy.value = false;
    if (outcome.fault) return void (fault.value = outcome.fault);
    show(outcome.value);
    if (next.outcome) await weigh();
  };
  /** A picture the station took from the watched folder and read by itself. */
  const takeFromFolder = async (): Promise<void> => {
    if (phase.value !== 'idle' || busy.value) return;
    busy.value = true;
    const outcome = await station.call('takeInbox', { circumstances: kept.current });
    busy.value = false;
    if (outcome.fault || !outcome.value.outcome) return;
    await takeRead(outcome.value.outcome, 'image');
  };
  /** What is parked at the station already: on the desk where it is free, else it waits like any scan. */
  const takeRead = async (outcome: ReadOutcome, source: RawScan['source']): Promise<void> => {
    const next: LaneScan = { id: nextId++, scan: { source, payload: '' }, at: Date.now(), outcome };
    if (phase.value === 'idle' || phase.value === 'unread') await read(next);
    else queue.value = [...queue.value, next];
  };
  const followOn = async (): Promise<void> => {
    const [next, ...rest] = queue.value;
    if (!next) return;
    queue.value = rest;
    await read(next);
  };

  /** A scan came in: read at once where the desk is free, else it waits where everybody sees it. */
  const takeScan = async (raw: RawScan, picture?: string, outcome?: ReadOutcome): Promise<void> => {
    const more = { ...(picture !== undefined && { picture }), ...(outcome && { outcome }) };
    const next = { id: nextId++, scan: raw, at: Date.now(), ...more };
    const previous = queue.value.at(-1) ?? scan.value;
    if (phase.value !== 'idle' && previous?.scan.payload === raw.payload && next.at - previous.at < sameScanWithin)
      return void (sameScan.value = true);
    if (phase.value === 'idle' || phase.value === 'unread') return read(next);
    queue.value = [...queue.value, next];
  };

  /** What a live camera has read: parked at the station already, by a vote of its frames. */
  const takeFound = (found: ReadOutcome, picture: string): Promise<void> => {
    const payload = found.readings[0]?.text ?? '';
    return takeScan({ source: 'text', payload }, picture, found);
  };

  const record = async (action: Action, reason?: Reason): Promise<void> => {
    const parked = onDesk.value;
    if (!parked || busy.value) return;
    busy.value = true;
    const remarks = kept.remarks.trim();
    const outcome = await station.call('record', {
      caseId: parked.id,
      action,
      ...(reason && { reason }),
      ...(remarks !== '' && { remarks }),
      ...vehicle.said,
    });
    busy.value = false;
    if (outcome.fault?.code === 'reason-needed' && !reason) return void (asking.value = action);
    if (outcome.fault) return void (fault.value = outcome.fault);
    last.value = outcome.value;
    vehicle.joined(outcome.value);
    kept.remarks = '';
    cleared.value = undefined;
    forget();
    await followOn();
  };

  /** The officer's key. Where a reason is needed it is asked for in place. */
  const choose = async (action: Action): Promise<void> => {
    const parked = onDesk.value;
    const decision = parked?.decision;
    if (!decision || !armed.value || busy.value || typing.value) return;
    if (action === 'admit' && vehicle.mustAsk(parked)) return void (vehicle.asking = true);
    if (needsReason(action, decision.advice)) return void (asking.value = action);
    await record(action);
  };

  /** Who is with the minor on the desk; the key that was pressed goes on from there. */
  const accompany = async (company: Company): Promise<void> => {
    vehicle.company = company;
    vehicle.asking = false;
    await choose('admit');
  };

  const clear = async (): Promise<void> => {
    if (phase.value === 'idle' || busy.value) return;
    const parked = onDesk.value;
    cleared.value = scan.value?.outcome ? undefined : scan.value;
    forget();
    // Not waited for: between the two no other scan may find the desk free.
    if (parked) void station.call('discard', { caseId: parked.id });
    await followOn();
  };
  const bringBack = async (): Promise<void> => {
    const back = cleared.value;
    if (back && phase.value === 'idle') await read(back);
  };
  /** The scan that waits comes on the desk, the one on the desk waits. */
  const swap = async (): Promise<void> => {
    const [next, ...rest] = queue.value;
    if (!next || busy.value) return;
    const parked = onDesk.value;
    const before = scan.value ?? { id: nextId++, scan: { source: 'manual', payload: '' } as const, at: Date.now() };
    // The case stays parked, with all that was typed over it.
    queue.value = parked ? [...rest, { ...before, outcome: { readings: readings.value, parked } }] : rest;
    await read(next);
  };

  const readAgain = async (): Promise<void> => {
    if (scan.value && !busy.value) await read(scan.value);
  };

  /** Fields typed in the lane, over the case on the desk or as a document of its own. Answers the problems by field. */
  const enter = async (fields: Record<string, string>, caseId?: string) => {
    const outcome = await station.call('enter', {
      fields,
      circumstances: kept.current,
      ...(caseId !== undefined && { caseId }),
    });
    if (outcome.fault) {
      fault.value = outcome.fault;
      return [];
    }
    const { parked, problems } = outcome.value;
    if (problems.length > 0 || !parked) return problems;
    if (caseId === undefined) await takeRead({ readings: [], parked }, 'manual');
    else if (onDesk.value?.id === caseId) put(parked);
    return problems;
  };
  /** The case as the station now has it; nothing where another is on the desk by then. */
  const answered = (caseId: string, outcome: { value?: LaneCase; fault?: CallFault | undefined }): void => {
    if (onDesk.value?.id !== caseId) return;
    if (outcome.value) put(outcome.value);
    else fault.value = outcome.fault;
  };
  /** The officer's word on characters a picture left in doubt. */
  const settle = async (characters: string[]): Promise<void> => {
    const parked = onDesk.value;
    if (!parked) return;
    answered(parked.id, await station.call('settle', { caseId: parked.id, characters }));
  };
  /** The traveller's word, noted with the case; left out, it is taken back. */
  const rebut = async (rebuttal?: Rebuttal): Promise<void> => {
    const parked = onDesk.value;
    if (!parked) return;
    answered(parked.id, await station.call('rebut', { caseId: parked.id, ...(rebuttal && { rebuttal }) }));
  };
  const weigh = async (): Promise<void> => {
    const parked = onDesk.value;
    if (!parked) return;
    armed.value = false;
    answered(parked.id, await station.call('weigh', { caseId: parked.id, circumstances: kept.current }));
  };
  const arm = (caseId: string): void => void (armed.value = onDesk.value?.id === caseId && !busy.value);

  return {
    ...{ scan, onDesk, readings, queue, busy, armed, asking, fault, last, cleared, sameScan, typing, phase },
    ...{
      takeScan,
      takeFound,
      takeFromFolder,
      readAgain,
      record,
      choose,
      accompany,
      clear,
      bringBack,
      swap,
      enter,
      settle,
      rebut,
      weigh,
      arm,
    },
  };
});
