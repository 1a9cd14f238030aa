import { parentPort } from 'node:worker_threads';
import { problemReading } from './interpret.ts';
import { createImageReader } from './read-image.ts';
import type { WorkerAnswer, WorkerJob } from './worker-messages.ts';

const reader = createImageReader();

/** Jobs are answered one at a time, in order; the pool hands out the next when the last is answered. */
parentPort?.on('message', async ({ id, payload, today }: WorkerJob) => {
  const readings = await reader
    .then((read) => read(Buffer.from(payload, 'base64'), today))
    .catch(() => [problemReading('image', 'reading-failed')]);
  parentPort?.postMessage({ id, readings } satisfies WorkerAnswer);
});
