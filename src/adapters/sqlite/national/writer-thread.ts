import { Worker } from 'node:worker_threads';
import type { NationalBatch } from './index-writer.ts';
import type { WriterAnswer, WriterJob, WriterTask } from './national-worker.ts';

export type WriterThread = {
  /** Resolves when the batch is in the file. Rejects where it is not: then it is to be sent again. */
  apply(batch: NationalBatch, now: number): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** From source this file's neighbour; built, a file of `out/main`, above the chunks. */
const workerFile = (): string => {
  if (import.meta.url.endsWith('.ts')) return './national-worker.ts';
  return import.meta.url.includes('/chunks/') ? '../national-worker.js' : './national-worker.js';
};

type Waiting = { resolve(): void; reject(fault: Error): void };
type Job = WriterJob extends infer J ? (J extends WriterJob ? Omit<J, 'id'> : never) : never;

/** Starts the thread with the first job; one that dies is started again with the next. */
export const startWriter = (task: WriterTask): WriterThread => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  const lost = (fault: Error): void => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(fault);
    waiting.clear();
  };
  const start = (): Worker => {
    const made = new Worker(new URL(workerFile(), import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    made.on('message', ({ id, fault }: WriterAnswer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (fault === undefined) one?.resolve();
      else one?.reject(new Error(fault));
    });
    made.on('error', lost);
    made.on('exit', () => lost(new Error('the thread of the national index ended')));
    // A desk that closes does not wait for its lists.
    made.unref();
    return made;
  };
  const run = (job: Job): Promise<void> =>
    new Promise((resolve, reject) => {
      const running = (worker ??= start());
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      running.postMessage({ ...job, id: lastId });
    });

  return {
    apply: (batch, now) => run({ what: 'apply', batch, now }),
    restart: () => run({ what: 'restart', now: 0 }),
    close: async () => {
      if (!worker) return;
      const ending = worker;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.ref();
      await run({ what: 'close', now: 0 }).catch(() => undefined);
      worker = undefined;
      await ended;
    },
  };
};
