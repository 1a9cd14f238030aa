import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { CrossingRow } from '../../contract/views.ts';
import { useStation } from './station.ts';

const shown = 14;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** The last travellers and who waits at the second line; asked for again whenever the log grew. */
export const useLineLists = defineStore('line-lists', () => {
  const station = useStation();
  const recent = shallowRef<readonly CrossingRow[]>([]);
  const waiting = shallowRef<readonly CrossingRow[]>([]);

  let asked = 0;

  const load = async (): Promise<void> => {
    if (station.state?.phase !== 'ready') return;
    const mine = (asked += 1);
    const [rows, referrals] = await Promise.all([
      station.call('recent', { limit: shown }),
      station.call('secondLine', {}),
    ]);
    // What was asked earlier may be answered later.
    if (mine !== asked) return;
    if (!rows.fault) recent.value = rows.value;
    if (!referrals.fault) waiting.value = referrals.value;
  };
  watch([() => station.logSeq, () => station.state?.phase], load, { immediate: true });

  /** Over the last travellers shown, so that a pause an hour ago does not count. */
  const pace = computed(() => {
    const newest = recent.value[0];
    const oldest = recent.value.at(-1);
    if (!newest || !oldest || recent.value.length < 3) return undefined;
    const hours = (Date.parse(newest.at) - Date.parse(oldest.at)) / 3_600_000;
    if (hours < 0.02 || hours > 4) return undefined;
    return {
      perHour: Math.round((recent.value.length - 1) / hours),
      seconds: Math.round(median(recent.value.map(({ body }) => body.seconds))),
    };
  });
  return { recent, waiting, pace, load };
});
