import { parentPort } from 'node:worker_threads';
import { problemReading } from './interpret.ts';
import { findOcrFolder } from './ocr/ocr-folder.ts';
import { createMrzReader } from './ocr/read-mrz.ts';
import { readingOf } from './ocr/sighting-reading.ts';
import { createImageReader } from './read-image.ts';
import type { WorkerAnswer, WorkerJob } from './worker-messages.ts';

const reader = createMrzReader(findOcrFolder(import.meta.url)).then(({ read }) =>
  createImageReader(({ data, width, height }, today) => {
    const sighting = read(data, width, height);
    return sighting && readingOf(sighting, today);
  }),
);

/** Jobs are answered one at a time, in order; the pool hands out the next when the last is answered. */
parentPort?.on('message', async ({ id, payload, today }: WorkerJob) => {
  const readings = await reader
    .then((read) => read(Buffer.from(payload, 'base64'), today))
    .catch(() => [problemReading('image', 'reading-failed')]);
  parentPort?.postMessage({ id, readings } satisfies WorkerAnswer);
});
