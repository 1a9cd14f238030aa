import { parentPort, workerData } from 'node:worker_threads';
import { problemReading } from './interpret.ts';
import { findOcrFolder } from './ocr/ocr-folder.ts';
import { createMrzReader } from './ocr/read-mrz.ts';
import { zoneCorners } from './zone-corners.ts';
import { readingOf } from './ocr/sighting-reading.ts';
import { createImageReader } from './read-image.ts';
import { createSealTools, loadSigners } from './seal-verify.ts';
import type { WorkerAnswer, WorkerJob, WorkerSettings } from './worker-messages.ts';

const { signers } = (workerData ?? {}) as WorkerSettings;
const seals = createSealTools(signers === undefined ? [] : loadSigners(signers));

const reader = createMrzReader(findOcrFolder(import.meta.url)).then(({ read }) =>
  createImageReader(({ data, width, height }, today) => {
    const sighting = read(data, width, height);
    const reading = sighting && readingOf(sighting, today);
    return reading && { ...reading, corners: zoneCorners(sighting.box, width, height) };
  }, seals),
);

/** Jobs are answered one at a time, in order; the pool hands out the next when the last is answered. */
parentPort?.on('message', async ({ id, payload, today, live }: WorkerJob) => {
  const readings = await reader
    .then((read) => read(Buffer.from(payload, 'base64'), today, live))
    .catch(() => [problemReading('image', 'reading-failed')]);
  parentPort?.postMessage({ id, readings } satisfies WorkerAnswer);
});
