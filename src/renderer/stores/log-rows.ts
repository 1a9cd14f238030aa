import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { CrossingRow } from '../../contract/views.ts';
import { useStation } from './station.ts';

const pageSize = 100;

/** The crossings of this desk, newest first, a page at a time. */
export const useLogRows = defineStore('log-rows', () => {
  const station = useStation();
  const rows = shallowRef<readonly CrossingRow[]>([]);
  const hasOlder = ref(false);

  const page = async (before?: number): Promise<readonly CrossingRow[]> => {
    const outcome = await station.call('recent', { limit: pageSize, ...(before !== undefined && { before }) });
    const got = outcome.fault ? [] : outcome.value;
    hasOlder.value = got.length === pageSize;
    return got;
  };
  const load = async (): Promise<void> => void (rows.value = await page());
  const loadOlder = async (): Promise<void> => {
    const before = rows.value.at(-1)?.seq;
    if (before !== undefined) rows.value = [...rows.value, ...(await page(before))];
  };
  return { rows, hasOlder, load, loadOlder };
});
