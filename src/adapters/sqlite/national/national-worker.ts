import { parentPort, workerData } from 'node:worker_threads';
import { createIndexWriter, type NationalBatch } from './index-writer.ts';
import { openToWrite } from './national-file.ts';

export type WriterTask = { readonly file: string; readonly key: string; readonly keptMinutes: number };
export type WriterJob = { readonly id: number; readonly now: number } & (
  { readonly what: 'apply'; readonly batch: NationalBatch } | { readonly what: 'restart' | 'close' }
);
export type WriterAnswer = { readonly id: number; readonly fault?: string };

/** The one writer of the national index, in a thread of its own: merging segments never holds up a traveller. */
const { file, key, keptMinutes } = workerData as WriterTask;
const writer = createIndexWriter(openToWrite(file, key), keptMinutes);

parentPort?.on('message', (job: WriterJob) => {
  let fault: string | undefined;
  try {
    if (job.what === 'apply') writer.apply(job.batch, job.now);
    else if (job.what === 'restart') writer.restart();
    else writer.close();
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  parentPort?.postMessage({ id: job.id, ...(fault !== undefined && { fault }) } satisfies WriterAnswer);
  if (job.what === 'close') parentPort?.close();
});
