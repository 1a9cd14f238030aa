import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openData, type DataFolder } from '../../src/adapters/sqlite/open-data.ts';
import { dayText, localDayNumber } from '../../src/domain/local-time.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { inventDraft } from '../faults/crossing-draft.ts';
import { bytesOf, filledLog, quantileOf } from './filled-log.ts';

const pauseMs = 20;

/** Records while other work runs: how long each save took, and how long it was kept from beginning. */
const recordMeanwhile = async (data: DataFolder, work: Promise<unknown>): Promise<number[]> => {
  const dice = createDice(3);
  const times: number[] = [];
  let isDone = false;
  void work.finally(() => (isDone = true)).catch(() => undefined);
  while (!isDone) {
    // From the moment the save was due, so that a thread that is held up is counted too.
    const due = performance.now() + pauseMs;
    await wait(pauseMs);
    data.log.append(inventDraft(dice));
    times.push(performance.now() - due);
  }
  await work;
  return times;
};

const figuresOf = (name: string, times: readonly number[]): Record<string, number> => ({
  [`${name}P50Ms`]: quantileOf(times, 0.5),
  [`${name}P99Ms`]: quantileOf(times, 0.99),
  [`${name}MaxMs`]: quantileOf(times, 1),
});

/** What a traveller waits while the log is copied, and while a day is erased: `record…` is with nothing else at work. */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
  const { values } = parseArgs({ args, options: { rows: { type: 'string' }, data: { type: 'string' } } });
  const filled = filledLog(Number(values.rows ?? 200_000), values.data);
  const to = mkdtempSync(join(tmpdir(), 'beket-bench-copies-'));
  const data = openData({ folder: filled.folder });
  try {
    const quiet = await recordMeanwhile(data, wait(5000));
    const start = performance.now();
    let copied = 0;
    const copying = data.backup(to, {
      onProgress: ({ step }) => (copied ||= step === 'verify' ? performance.now() - start : 0),
    });
    const during = await recordMeanwhile(data, copying);
    const seconds = (performance.now() - start) / 1000;
    const first = data.log.find(1)?.at ?? '';
    const before = dayText(localDayNumber(Date.parse(first), 'Asia/Almaty') + 30);
    const began = performance.now();
    const erasing = data.erase({ rule: 'bench', before });
    const erase = await recordMeanwhile(data, erasing);
    return {
      rows: filled.rows,
      bytes: bytesOf(filled.folder),
      copySeconds: copied / 1000,
      seconds,
      ...figuresOf('record', quiet),
      ...figuresOf('recordWhileCopying', during),
      erased: (await erasing).entries,
      eraseSeconds: (performance.now() - began) / 1000,
      ...figuresOf('recordWhileErasing', erase),
    };
  } finally {
    data.close();
    rmSync(to, { recursive: true, force: true });
    filled.remove();
  }
};
