import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Copy } from '../../contract/keeping-view.ts';
import type { CallInput, CallName, CallOutput } from '../../contract/station.ts';
import { useStation, type CallFault } from './station.ts';

type Keeper =
  'keeping' | 'backUpNow' | 'setSecondFolder' | 'cancelWork' | 'runRetention' | 'confirmRecovery' | 'setPassphrase';

/** How the log is kept: what the desk says of it, and what was asked about copies. */
export const useKeeping = defineStore('keeping', () => {
  const station = useStation();
  const failed = shallowRef<{ readonly name: CallName; readonly fault: CallFault }>();
  const copies = shallowRef<readonly Copy[]>([]);
  const checked = ref(new Map<string, CallOutput<'verifyBackup'>>());
  const view = computed(() => station.state?.keeping);
  /** What a reader sent while the desk waits for its repair: the code of the recovery sheet. */
  const scanned = ref('');
  /** The copy this machine has just become a desk from: the sign-in says so once. */
  const putBack = shallowRef<Copy>();
  const work = computed(() => view.value?.work);

  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N> | undefined> => {
    const outcome = await station.call(name, input);
    failed.value = outcome.fault && { name, fault: outcome.fault };
    return outcome.fault ? undefined : outcome.value;
  };
  /** Calls that answer how the log is kept now. */
  const act = async <N extends Keeper>(name: N, input: CallInput<N>): Promise<boolean> => {
    const answer = await call(name, input);
    if (answer) station.tellKeeping(answer as CallOutput<'keeping'>);
    return answer !== undefined;
  };
  const list = async (): Promise<void> => {
    copies.value = (await call('backups', {})) ?? copies.value;
  };
  const verify = async (file: string): Promise<void> => {
    const report = await call('verifyBackup', { file });
    if (report) checked.value = new Map(checked.value).set(file, report);
  };
  /** What went wrong last, where it was one of these calls: it is told beside what was pressed, and nowhere else. */
  const faultOf = (...names: CallName[]): CallFault | undefined =>
    failed.value && names.includes(failed.value.name) ? failed.value.fault : undefined;
  return { faultOf, copies, checked, view, work, scanned, putBack, call, act, list, verify };
});
