import { parentPort } from 'node:worker_threads';

/** A worker that hangs on `hang`, dies on `die`, and answers everything else. */
parentPort?.on('message', ({ id, payload }: { id: number; payload: string }) => {
  if (payload === 'die') process.exit(3);
  if (payload === 'throw') throw new Error('out of order');
  while (payload === 'hang');
  parentPort?.postMessage({ id, readings: [{ source: 'none', format: 'none', text: payload, problems: [] }] });
});
