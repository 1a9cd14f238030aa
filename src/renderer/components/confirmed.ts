import { computed } from 'vue';
import { useStation } from '../stores/station.ts';

/** Longer than this without a word of the centre, and somebody should ask: rules change at a day's notice (milliseconds). */
const longMs = 24 * 3_600_000;

/** Whether the centre has said lately that the rules in force are the current ones. A desk without a centre is not asked. */
export const useConfirmed = () => {
  const station = useStation();
  const at = computed(() => station.state?.pack?.confirmedAt);
  const isLongAgo = computed(() => at.value !== undefined && station.now() - Date.parse(at.value) > longMs);
  const isDue = computed(() => isLongAgo.value || (at.value === undefined && (station.state?.sync.connected ?? false)));
  return { at, isLongAgo, isDue };
};
