import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { CallOutput } from '../../contract/station.ts';
import { useStation, type CallFault } from './station.ts';

/** The live board, asked for each second while somebody looks at it. */
export const useBoard = defineStore('board', () => {
  const station = useStation();
  const board = shallowRef<CallOutput<'board'>>();
  const fault = shallowRef<CallFault>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;

  const ask = async (): Promise<void> => {
    if (!document.hidden) {
      const outcome = await station.call('board', {});
      fault.value = outcome.fault;
      if (!outcome.fault) board.value = outcome.value;
    }
    // The next is asked for when the last has come: a slow desk is not asked twice at once.
    if (looking) timer = setTimeout(() => void ask(), 1000);
  };
  const begin = (): void => {
    if (looking) return;
    looking = true;
    void ask();
  };
  const end = (): void => {
    looking = false;
    clearTimeout(timer);
  };
  return { board, fault, begin, end };
});
