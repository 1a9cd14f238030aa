import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connection.ts';
import { readAsWhole } from './older-rows.ts';
import { createPhrases } from './phrases.ts';
import { readThrough } from './verify-range.ts';
import type { VerifyOrder, VerifyPlace, VerifyWord } from './verify-threads.ts';

/** Reads parts of a log through, one after the other, beside the desk. */
const { file, key, stationId } = workerData as VerifyPlace;
const connection = connect(file, key, true);
// Every page is read once and in order: nothing is gained by keeping many.
connection.pragma('cache_size = -2000');
readAsWhole(connection);
const phrases = createPhrases(connection);
const say = (word: VerifyWord): void => parentPort?.postMessage(word);

parentPort?.on('message', (order: VerifyOrder) => {
  if (order === 'end') {
    connection.close();
    return parentPort?.close();
  }
  const { part, from, upTo } = order;
  const steps = readThrough({ connection, phrases, stationId }, from, upTo);
  let [at, step] = [from, steps.next()];
  while (!step.done) {
    say({ read: step.value - at });
    at = step.value;
    step = steps.next();
  }
  return say({ part, report: step.value });
});
