import type { Reading } from '../../domain/document/reading.ts';

/** To a worker: one picture file in Base64. `today` is the local day, `YYYY-MM-DD`. */
export type WorkerJob = { readonly id: number; readonly payload: string; readonly today: string };

/** From a worker, once a job. */
export type WorkerAnswer = { readonly id: number; readonly readings: Reading[] };
