import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CallInput, CallName } from '../../contract/station.ts';
import type { DryRun, PacksView, ProposalRow } from '../../contract/pack-views.ts';
import type { PackFile } from '../../domain/rules/pack.ts';
import { useLine } from '../transport/station-client.ts';
import { useStation, type CallFault } from './station.ts';

/** Calls whose answer is the new view of packs. */
type ViewCall = 'packs' | 'proposePack' | 'proposeKey' | 'confirmProposal' | 'withdrawProposal' | 'distrustKey';

/** Packs as the station shows them, their contents once asked for, and a dry run under way. */
export const usePacks = defineStore('packs', () => {
  const station = useStation();
  const { client } = useLine();
  const view = shallowRef<PacksView>();
  const contents = shallowRef<ReadonlyMap<string, PackFile>>(new Map());
  const fault = shallowRef<CallFault>();
  const run = shallowRef<DryRun>();
  const running = ref<{ hash: string; weighed: number; share: number }>();

  const act = async <N extends ViewCall & CallName>(name: N, input: CallInput<N>): Promise<boolean> => {
    const outcome = await station.call(name, input);
    fault.value = outcome.fault;
    if (outcome.fault) return false;
    view.value = outcome.value as PacksView;
    return true;
  };
  const load = (): Promise<boolean> => act('packs', {});

  const contentsOf = async (hash: string): Promise<void> => {
    if (contents.value.has(hash)) return;
    const outcome = await station.call('packContents', { hash });
    if (outcome.fault) return void (fault.value = outcome.fault);
    contents.value = new Map([...contents.value, [hash, outcome.value]]);
  };
  const offer = async (text: string) => {
    const outcome = await station.call('offerPack', { text });
    fault.value = outcome.fault;
    if (outcome.fault) return undefined;
    view.value = outcome.value.packs;
    return outcome.value;
  };
  const tryOut = async (hash: string, days: number): Promise<void> => {
    run.value = undefined;
    running.value = { hash, weighed: 0, share: 0 };
    const outcome = await station.call('dryRunPack', { hash, days });
    running.value = undefined;
    fault.value = outcome.fault;
    if (!outcome.fault) run.value = outcome.value;
  };

  client.on('dryRun', (progress) => {
    if (running.value?.hash === progress.hash) running.value = progress;
  });
  client.on('rules', () => {
    void station.refresh();
    if (view.value && station.may('supervisor')) void load();
  });

  /** A proposal of one's own waits for somebody else. */
  const isOwn = (proposal: ProposalRow): boolean => proposal.by === station.state?.officer?.badge;
  const mayAct = computed(() => station.may('administrator'));
  return { view, contents, fault, run, running, mayAct, act, load, contentsOf, offer, tryOut, isOwn };
});
