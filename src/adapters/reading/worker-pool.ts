import { Worker } from 'node:worker_threads';
import type { Reading } from '../../domain/document/reading.ts';
import { problemReading } from './interpret.ts';
import type { WorkerAnswer, WorkerJob, WorkerSettings } from './worker-messages.ts';

type Task = { readonly job: WorkerJob; readonly settle: (readings: Reading[]) => void };
type Slot = { worker?: Worker; task?: Task; timer?: NodeJS.Timeout };

export type WorkerPool = {
  /** Never rejects: a worker that hangs or dies answers with a problem and is replaced. */
  run(job: Omit<WorkerJob, 'id'>): Promise<Reading[]>;
  close(): Promise<void>;
};

/** A few worker threads, started when first needed, each with one job at a time and a deadline for it. */
export const createWorkerPool = (options: {
  workerUrl: URL;
  threads: number;
  timeoutMs: number;
  settings?: WorkerSettings;
}): WorkerPool => {
  const slots: Slot[] = Array.from({ length: options.threads }, () => ({}));
  const waiting: Task[] = [];
  let lastId = 0;
  let closed = false;

  const finish = (slot: Slot, readings: Reading[]): void => {
    clearTimeout(slot.timer);
    const { task } = slot;
    slot.task = undefined;
    task?.settle(readings);
    next();
  };

  const drop = (slot: Slot, code: string): void => {
    const { worker } = slot;
    slot.worker = undefined;
    worker?.removeAllListeners();
    worker?.on('error', () => undefined);
    void worker?.terminate();
    finish(slot, [problemReading('image', code)]);
  };

  const start = (slot: Slot): Worker => {
    // Pixels lie outside the heap; what grows in it is the library's own garbage.
    const worker = new Worker(options.workerUrl, {
      workerData: options.settings,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.on('message', ({ id, readings }: WorkerAnswer) => {
      if (slot.task?.job.id === id) finish(slot, readings);
    });
    worker.on('error', () => drop(slot, 'reading-failed'));
    worker.on('exit', () => drop(slot, 'reading-failed'));
    slot.worker = worker;
    return worker;
  };

  const next = (): void => {
    if (closed) return;
    const slot = slots.find((one) => !one.task && one.worker) ?? slots.find((one) => !one.task);
    const task = slot && waiting.shift();
    if (!slot || !task) return;
    slot.task = task;
    slot.timer = setTimeout(() => drop(slot, 'reading-timeout'), options.timeoutMs);
    (slot.worker ?? start(slot)).postMessage(task.job);
  };

  return {
    run: (job) => {
      if (closed) return Promise.resolve([problemReading('image', 'reading-failed')]);
      const { promise, resolve } = Promise.withResolvers<Reading[]>();
      lastId += 1;
      waiting.push({ job: { ...job, id: lastId }, settle: resolve });
      next();
      return promise;
    },
    close: async () => {
      closed = true;
      for (const { settle } of waiting.splice(0)) settle([problemReading('image', 'reading-failed')]);
      const workers = slots.map((slot) => slot.worker);
      for (const slot of slots) drop(slot, 'reading-failed');
      await Promise.all(workers.map((worker) => worker?.terminate()));
    },
  };
};
