import { onMounted, onUnmounted, ref, type Ref } from 'vue';

export type LineRoom = { readonly recent: number; readonly waiting: number };

/** What stands above, between and below the two lists, in rem; a row takes two. */
const besideTheLists = 25;
const waitingRows = 4;

const roomNow = (): LineRoom => {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const rows = Math.floor((globalThis.innerHeight / rem - besideTheLists) / 2) - waitingRows;
  return { recent: Math.min(14, Math.max(3, rows)), waiting: waitingRows };
};

/** How many rows of the line fit without a row cut in half. */
export const useLineRoom = (): Ref<LineRoom> => {
  const room = ref(roomNow());
  const measure = (): void => void (room.value = roomNow());
  onMounted(() => globalThis.addEventListener('resize', measure));
  onUnmounted(() => globalThis.removeEventListener('resize', measure));
  return room;
};
