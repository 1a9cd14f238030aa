import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CallOutput } from '../../contract/station.ts';
import { useStation, type CallFault } from './station.ts';

type Files = Extract<CallOutput<'sticksIn'>, { ok: true }>['files'];
type Result = { readonly name: string; readonly outcome: CallOutput<'deliverStick'> };
export const deliverySteps = ['folder', 'files', 'hand', 'result'] as const;

/** Files of other desks on their way to the centre; it goes on, and is told, also while another view is open. */
export const useStickDelivery = defineStore('stick-delivery', () => {
  const station = useStation();
  const step = ref<(typeof deliverySteps)[number]>('folder');
  const folder = ref('');
  const files = shallowRef<Files>([]);
  const chosen = ref<string[]>([]);
  const results = shallowRef<readonly Result[]>([]);
  /** What is handed over now, and its place among those chosen. */
  const current = shallowRef<{ readonly name: string; readonly at: number; readonly of: number }>();
  const fault = shallowRef<CallFault>();
  const refused = ref<Extract<CallOutput<'sticksIn'>, { ok: false }>['fault']>();

  /** Only these can be handed over here. */
  const canGo = ({ header }: Files[number]): boolean => header !== undefined && !header.foreign;
  const look = async (): Promise<void> => {
    const outcome = await station.call('sticksIn', { folder: folder.value });
    fault.value = outcome.fault;
    if (outcome.fault) return;
    refused.value = outcome.value.ok ? undefined : outcome.value.fault;
    step.value = outcome.value.ok ? 'files' : 'folder';
    files.value = outcome.value.ok ? outcome.value.files : [];
    chosen.value = files.value.filter((file) => canGo(file) && !file.answered).map(({ name }) => name);
  };
  /** One after another in the order they lie: a desk's earlier file goes before its later one. What stops one stops the rest. */
  const hand = async (): Promise<void> => {
    const names = files.value.map(({ name }) => name).filter((name) => chosen.value.includes(name));
    [step.value, results.value, fault.value] = ['hand', [], undefined];
    for (const [at, name] of names.entries()) {
      current.value = { name, at: at + 1, of: names.length };
      const outcome = await station.call('deliverStick', { folder: folder.value, name });
      fault.value = outcome.fault;
      if (outcome.fault) break;
      results.value = [...results.value, { name, outcome: outcome.value }];
      if (!outcome.value.ok && endsAll.has(outcome.value.fault)) break;
    }
    [current.value, step.value] = [undefined, 'result'];
  };
  const begin = (): void => {
    [step.value, fault.value, refused.value, results.value] = ['folder', undefined, undefined, []];
  };
  const isRest = computed(() => fault.value !== undefined || results.value.some(({ outcome }) => !outcome.ok));
  return { step, folder, files, chosen, results, current, fault, refused, isRest, canGo, look, hand, begin };
});

/** Trying the next file would end the same way, or was not wanted. */
const endsAll: ReadonlySet<string> = new Set([
  'stopped',
  'no-line',
  'old-centre',
  'not-let-in',
  'no-centre',
  'stick-gone',
]);
