import type { Reading } from '../../domain/document/reading.ts';

/** To a worker when it starts: the folder of trusted seal signers, where there is one. */
export type WorkerSettings = { readonly signers?: string };

/** To a worker: one picture file in Base64. `today` is the local day, `YYYY-MM-DD`. */
export type WorkerJob = {
  readonly id: number;
  readonly payload: string;
  readonly today: string;
  /** A frame of a live camera: the next one comes at once, so nothing is looked at twice. */
  readonly live: boolean;
};

/** From a worker, once a job. */
export type WorkerAnswer = { readonly id: number; readonly readings: Reading[] };
