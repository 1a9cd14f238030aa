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
/** The task, and a number that is no longer 0 once it is called off. */
export type CopyOrder = { readonly task: CopyTask; readonly calledOff: Int32Array };
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
    const calledOff = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const order: CopyOrder = { task, calledOff };
    const worker = new Worker(new URL(workerFile(), import.meta.url), { workerData: order });
    const { to } = task;
    const total = sizeOf(task.file);
    let isCopying = to !== undefined;
    let settle = (): void => reject(new Error('the thread that copies ended without a word'));
    const passOn = (): void => {
      if (isCalledOff?.()) Atomics.store(calledOff, 0, 1);
    };
    const look = setInterval(() => {
      passOn();
      if (isCopying && to !== undefined) onProgress?.({ step: 'copy', done: Math.min(sizeOf(to), total), total });
    }, lookEveryMs);
    passOn();
    worker.on('message', (word: CopyWord) => {
      if (word.kind === 'done') settle = () => resolve(word.report);
      else if (word.kind === 'fault')
        settle = () => reject(new DataFault(word.code, word.message, { file: task.file }));
      else if (word.kind === 'migrated') onMigrated?.(word);
      else {
        isCopying = false;
        onProgress?.({ step: 'verify', done: word.done, total: word.total });
      }
    });
    worker.on('error', (error) => (settle = () => reject(error)));
    // It may be in the middle of one long statement; only when it has let go may its file be taken away. It is not terminated:
    // SQLite's binding may end the whole program by that (https://github.com/WiseLibs/better-sqlite3/issues/1507).
    worker.on('exit', () => {
      clearInterval(look);
      settle();
    });
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
