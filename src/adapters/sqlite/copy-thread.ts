import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { CopyOptions } from '../../core/backup-ports.ts';
import type { Copied } from './copying.ts';
import { DataFault, type DataFaultCode } from './data-fault.ts';

/** What the thread does: copies `file` to `to` and reads the copy through, or reads `file` alone, or brings it to this schema. */
export type CopyTask = {
  readonly file: string;
  readonly key: string;
  readonly to?: string;
  /** The desk goes on writing: what its write-ahead log grew by while it was read is brought in here, not by a traveller's crossing. */
  readonly isLive?: boolean;
  /** Version of the schema the file has, where it is to be brought to this one. */
  readonly migrateFrom?: number;
};
export type CopyWord =
  | { readonly kind: 'verified' | 'migrated'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly report?: Copied }
  | { readonly kind: 'fault'; readonly code: DataFaultCode; readonly message: string };

const lookEveryMs = 250;

/** From source this file's neighbour; built, a file of `out/main`, above the chunks. */
const workerFile = (): string => {
  if (import.meta.url.endsWith('.ts')) return './copy-worker.ts';
  return import.meta.url.includes('/chunks/') ? '../copy-worker.js' : './copy-worker.js';
};

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
};

const runTask = (
  task: CopyTask,
  { onProgress, isCalledOff }: CopyOptions = {},
  onMigrated?: (progress: { done: number; total: number }) => void,
): Promise<Copied | undefined> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(workerFile(), import.meta.url), { workerData: task });
    const { to } = task;
    const total = sizeOf(task.file);
    let isCopying = to !== undefined;
    const look = setInterval(() => {
      if (isCalledOff?.()) return end(() => reject(new DataFault('called-off', 'Called off.', { file: task.file })));
      if (isCopying && to !== undefined) onProgress?.({ step: 'copy', done: Math.min(sizeOf(to), total), total });
    }, lookEveryMs);
    const end = (settle: () => void): void => {
      clearInterval(look);
      worker.removeAllListeners();
      // The thread may be in the middle of one long statement; only when it has let go may its file be taken away.
      void worker.terminate().then(settle, settle);
    };
    worker.on('message', (word: CopyWord) => {
      if (word.kind === 'done') return end(() => resolve(word.report));
      if (word.kind === 'fault') return end(() => reject(new DataFault(word.code, word.message, { file: task.file })));
      if (word.kind === 'migrated') return onMigrated?.(word);
      isCopying = false;
      return onProgress?.({ step: 'verify', done: word.done, total: word.total });
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', () => end(() => reject(new Error('the thread that copies ended without a word'))));
  });

/** Runs a task beside the desk. Rejects with DataFault, `called-off` where somebody did. */
export const runCopy = async (task: CopyTask, options?: CopyOptions): Promise<Copied> => {
  const report = await runTask(task, options);
  if (!report) throw new Error('the thread that copies found nothing to say');
  return report;
};

/** Brings a log to this schema beside the page that shows it. The folder is locked by the caller. */
export const runMigration = async (
  task: CopyTask,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<void> => {
  await runTask(task, {}, onProgress);
};
