import { parentPort, workerData } from 'node:worker_threads';
import { bringIn, copyLog, verifyCopy } from './copying.ts';
import { DataFault } from './data-fault.ts';
import { migrateLog } from './migrate-log.ts';
import type { CopyOrder, CopyWord } from './copy-thread.ts';

/** Copies and reads through in a thread of its own, so that the desk records while it lasts. */
const say = (word: CopyWord): void => parentPort?.postMessage(word);

const { task, calledOff } = workerData as CopyOrder;
const { file, key, to, isLive, migrateFrom } = task;

/** Between two steps. A log that is brought to another schema is not called off. */
const goOn = (): void => {
  if (Atomics.load(calledOff, 0) !== 0) throw new DataFault('called-off', 'Called off.', { file });
};

try {
  if (migrateFrom === undefined) {
    if (to !== undefined) copyLog(file, key, to);
    if (isLive) bringIn(file, key);
    const report = await verifyCopy(to ?? file, key, (done, total) => {
      goOn();
      say({ kind: 'verified', done, total });
    });
    say({ kind: 'done', report });
  } else {
    migrateLog(file, key, migrateFrom, ({ done, total }) => say({ kind: 'migrated', done, total }));
    say({ kind: 'done' });
  }
} catch (error) {
  if (!(error instanceof DataFault)) throw error;
  say({ kind: 'fault', code: error.code, message: error.message });
}
