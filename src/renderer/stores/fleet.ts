import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { FleetAct, FleetView } from '../../contract/fleet.ts';
import type { CallOutput } from '../../contract/station.ts';
import { useStation, type CallFault } from './station.ts';

export type EnrolmentSheet = Pick<CallOutput<'fleetAct'>, 'code' | 'qr' | 'address'>;

/** All desks as the centre shows them here, and what is done to them. */
export const useFleet = defineStore('fleet', () => {
  const station = useStation();
  const view = shallowRef<FleetView>();
  const fault = shallowRef<CallFault>();
  const busy = ref(false);
  /** The code made last, shown until another is or the page is left. */
  const sheet = shallowRef<EnrolmentSheet>();

  const load = async (): Promise<void> => {
    const outcome = await station.call('fleet', {});
    fault.value = outcome.fault;
    if (!outcome.fault) view.value = outcome.value;
  };
  const act = async (what: FleetAct, reason: string): Promise<boolean> => {
    busy.value = true;
    const outcome = await station.call('fleetAct', { act: what, reason });
    busy.value = false;
    fault.value = outcome.fault;
    if (outcome.fault) return false;
    const { fleet, code, qr, address } = outcome.value;
    view.value = fleet;
    if (code) sheet.value = { code, qr, address };
    return true;
  };
  const troubled = computed(() => view.value?.desks.filter(({ alerts }) => alerts.length > 0) ?? []);
  return { view, fault, busy, sheet, troubled, load, act };
});
