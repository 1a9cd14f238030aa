import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RangeReport } from './verify-range.ts';

/** What several threads need to read one log: each opens the file itself. */
export type VerifyThreads = {
  readonly file: string;
  readonly key: string;
  /** Entries a thread is given at a time. */
  readonly perPart: number;
};

export type VerifyPlace = { readonly file: string; readonly key: string; readonly stationId: string };
/** To the thread: a part to read, by its number; nothing more, and it ends. */
export type VerifyOrder = VerifyPart | 'end';
export type VerifyPart = { readonly part: number; readonly from: number; readonly upTo: number };
/** From the thread: how many more entries it has read, or what it has found. */
export type VerifyWord = { readonly read: number } | { readonly part: number; readonly report: RangeReport };

/** More than these would wait for the same disk. */
const mostThreads = 4;

/** Entries come and go by the thousand: little room for what is young keeps the desk's memory small. */
const resourceLimits = { maxYoungGenerationSizeMb: 2 };

/** From source this file's neighbour; built, a file of `out/main`, above the chunks. */
const workerFile = (): string => {
  if (import.meta.url.endsWith('.ts')) return './verify-worker.ts';
  return import.meta.url.includes('/chunks/') ? '../verify-worker.js' : './verify-worker.js';
};

/** Parts in order, each begun at the hash the one before was checked to end with. */
const merged = (reports: readonly (RangeReport | undefined)[], perPart: number, total: number): RangeReport => {
  const sum = { seq: 0, hash: '', daysHold: true, activations: 0, laidOver: 0 };
  for (const [part, report] of reports.entries()) {
    if (!report) return { ...sum, fault: 'unreadable' };
    sum.daysHold &&= report.daysHold;
    sum.activations += report.activations;
    sum.laidOver += report.laidOver;
    [sum.seq, sum.hash] = [report.seq, report.hash];
    if (report.fault) return { ...sum, fault: report.fault };
    if (report.seq < Math.min((part + 1) * perPart, total)) return { ...sum, fault: 'sequence-gap' };
  }
  return sum;
};

/**
 * The first `total` entries in parts, as many at a time as the machine has processors. Once a part does not hold, those
 * behind it are not begun. Rejects where a thread cannot open the log.
 */
export const readThroughInThreads = async (
  { file, key, perPart }: VerifyThreads,
  stationId: string,
  total: number,
  onStep: (done: number) => void,
): Promise<RangeReport> => {
  const parts = Math.ceil(total / perPart);
  const reports: (RangeReport | undefined)[] = Array.from({ length: parts }, () => undefined);
  let [next, end, done] = [0, parts, 0];
  const runOne = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const place: VerifyPlace = { file, key, stationId };
      const worker = new Worker(new URL(workerFile(), import.meta.url), { workerData: place, resourceLimits });
      let settle = (): void => reject(new Error('a thread that verifies ended without a word'));
      const order = (given: VerifyOrder): void => worker.postMessage(given);
      const give = (): void => {
        if (next < end) {
          const part = next;
          next += 1;
          return order({ part, from: part * perPart, upTo: Math.min((part + 1) * perPart, total) });
        }
        settle = resolve;
        return order('end');
      };
      worker.on('message', (word: VerifyWord) => {
        if ('read' in word) return onStep((done += word.read));
        reports[word.part] = word.report;
        if (word.report.fault) end = Math.min(end, word.part);
        return give();
      });
      worker.on('error', (error) => (settle = () => reject(error)));
      // It closes the log and ends by itself: terminated, SQLite's binding may end the whole program
      // (https://github.com/WiseLibs/better-sqlite3/issues/1507).
      worker.on('exit', () => {
        if (settle !== resolve) end = 0;
        settle();
      });
      give();
    });
  const threads = Math.min(parts, mostThreads, availableParallelism());
  await Promise.all(Array.from({ length: threads }, runOne));
  const fault = reports.findIndex((report) => report?.fault);
  return merged(fault < 0 ? reports : reports.slice(0, fault + 1), perPart, total);
};
