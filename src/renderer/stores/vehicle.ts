import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { CallOutput } from '../../contract/station.ts';
import type { CrossingRow, LaneCase } from '../../contract/views.ts';
import type { Consent } from '../../domain/crossing.ts';
import { companionsOf, isMinorOn } from '../../domain/group/companions.ts';
import { travellerName } from '../components/crossing-words.ts';
import { useCircumstances } from './circumstances.ts';
import { useStation } from './station.ts';

type OpenVehicle = CallOutput<'openGroup'>;
/** An adult who may accompany a minor, as the question shows them. */
export type Adult = { readonly id: string; readonly name: string; readonly sameFamilyName: boolean };
export type Company = { readonly companion?: string; readonly consent: Consent };

/** The vehicle or family that is open on the lane: plate once, persons many. The station keeps it; the page shows it. */
export const useVehicle = defineStore('vehicle', () => {
  const station = useStation();
  const kept = useCircumstances();
  const open = shallowRef<OpenVehicle>();
  /** The minor on the desk of whom is asked who is with them. */
  const asking = ref(false);
  const company = shallowRef<Company>();

  const load = async (): Promise<void> => {
    const outcome = station.state?.phase === 'ready' ? await station.call('group', {}) : undefined;
    open.value = outcome && !outcome.fault ? outcome.value.open : undefined;
  };
  watch(() => [station.state?.phase, station.state?.officer?.badge], load, { immediate: true });

  const toggle = async (): Promise<void> => {
    if (open.value) {
      await station.call('closeGroup', {});
      open.value = undefined;
      kept.leaveVehicle();
      return;
    }
    const outcome = await station.call('openGroup', { kind: kept.onWheels ? 'vehicle' : 'family' });
    if (outcome.fault) return;
    open.value = outcome.value;
    kept.role = kept.onWheels ? 'driver' : undefined;
  };
  /** The driver comes first; whoever follows is a passenger until the officer says otherwise. */
  const joined = (row: CrossingRow): void => {
    if (!open.value || row.body.group?.id !== open.value.id) return;
    open.value = { ...open.value, members: [...open.value.members, row] };
    if (kept.role !== undefined) kept.role = 'passenger';
  };
  const forget = (): void => {
    asking.value = false;
    company.value = undefined;
  };

  const adultsFor = (parked: LaneCase): Adult[] => {
    const rows = open.value?.members.filter(({ body }) => body.action === 'admit') ?? [];
    const others = rows.flatMap(({ seq, personal }) =>
      personal ? [{ id: String(seq), document: personal.document }] : [],
    );
    return companionsOf({ id: parked.id, document: parked.document }, others, station.today()).map((one) => {
      const row = rows.find(({ seq }) => String(seq) === one.id);
      return { ...one, name: row ? travellerName(row) : one.id };
    });
  };
  const mustAsk = (parked: LaneCase): boolean =>
    open.value !== undefined && company.value === undefined && isMinorOn(parked.document, station.today()) === true;
  /** What `record` is told of a minor's company. */
  const said = computed(() => {
    const { companion, consent } = company.value ?? {};
    return { ...(companion !== undefined && { accompaniedBy: Number(companion) }), ...(consent && { consent }) };
  });
  return { open, asking, company, said, toggle, joined, forget, adultsFor, mustAsk };
});
