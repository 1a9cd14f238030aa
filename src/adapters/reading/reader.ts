import { availableParallelism } from 'node:os';
import type { Reader } from '../../core/ports.ts';
import { problemReading, readText } from './interpret.ts';
import { createSealTools, loadSigners } from './seal-verify.ts';
import { createWorkerPool } from './worker-pool.ts';

export type ReaderOptions = {
  /** `worker.ts` from source, `reading-worker.js` where built: the shell knows which. */
  readonly workerUrl: URL;
  /** The local day, `YYYY-MM-DD`, asked anew for each scan. */
  readonly today: () => string;
  /** Folder of the seal signers an administrator trusts, read when the reader starts. */
  readonly signers?: string;
  readonly threads?: number;
  readonly timeoutMs?: number;
};

/** Text is read at once on this thread; pictures go to worker threads. Never rejects on what a traveller hands over. */
export const createReader = (options: ReaderOptions): Reader => {
  const threads = options.threads ?? Math.min(2, availableParallelism());
  const pool = createWorkerPool({
    workerUrl: options.workerUrl,
    threads,
    timeoutMs: options.timeoutMs ?? 10_000,
    settings: options.signers === undefined ? {} : { signers: options.signers },
  });
  const seals = createSealTools(options.signers === undefined ? [] : loadSigners(options.signers));
  return {
    read: async ({ source, payload }) => {
      if (source === 'image' || source === 'camera') {
        return pool.run({ payload, today: options.today(), live: source === 'camera' });
      }
      if (source === 'manual') return [problemReading('text', 'nothing-found')];
      return [readText(payload, options.today(), seals)];
    },
    close: () => pool.close(),
  };
};
