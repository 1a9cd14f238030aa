import { batchSize } from '../contract/uplink.ts';
import type { Random } from './ports.ts';

const firstBatch = 64;
const leastBatch = 8;
/**
 * A batch that took less than this may double, one that took more than twice as long is too large for the line. On a line
 * that answers late whatever is sent, only larger batches help; so nothing shorter than this holds them small.
 */
const comfortableMs = 4_000;

/** Fits the batch to the line: 64 kbit/s and a fibre are both lines. */
export const createBatchPace = () => {
  let size = firstBatch;
  return {
    size: () => size,
    took: (ms: number): void => {
      if (ms > comfortableMs * 2) size = Math.max(leastBatch, size >> 1);
      else if (ms < comfortableMs) size = Math.min(batchSize, size * 2);
    },
    failed: (): void => {
      size = Math.max(leastBatch, size >> 1);
    },
  };
};

const firstDelayMs = 1_000;
const longestDelayMs = 120_000;

/** Doubles from one second to two minutes, each time somewhere in the upper half, so that desks do not come back all at once. */
export const backoffMs = (failures: number, random: Random): number => {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures, 20));
  const share = Number.parseInt(random.hex(4), 16) / 0xffff_ffff;
  return Math.round(ceiling / 2 + (ceiling / 2) * share);
};
