import type { Reader } from '../core/ports.ts';
import { createReader } from './reading/reader.ts';
import { keyOfWords } from './vault-words.ts';

/** Recovery words out of a picture of their sheet. */
export type WordReader = { look(frame: string): Promise<string | undefined>; close(): Promise<void> };

/** Reads as the lane does, in a thread begun at the first picture; whatever else is before the camera is passed by. */
export const createWordReader = (workerUrl: URL): WordReader => {
  let reader: Reader | undefined;
  return {
    look: async (frame) => {
      // No document is weighed here, so its day does not matter.
      reader ??= createReader({ workerUrl, today: () => '2000-01-01', threads: 1 });
      const readings = await reader.read({ source: 'camera', payload: frame });
      return readings.map(({ text }) => text).find((text) => keyOfWords(text) !== undefined);
    },
    close: async () => {
      await reader?.close();
      reader = undefined;
    },
  };
};
