import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openData, type DataFolder } from '../../src/adapters/sqlite/open-data.ts';
import { fillingDrafts } from './log-filler.ts';

export type FilledLog = { readonly folder: string; readonly rows: number; remove(): void };

const station = { stationId: 'st-bench', post: 'zhaisan', lane: '1', demo: true };
const perTransaction = 50_000;

function* sliced<T>(items: Iterator<T>, size: number): Generator<T> {
  for (let i = 0; i < size; i += 1) {
    const { value, done } = items.next();
    if (done) return;
    yield value;
  }
}

/** Where `--data` names a folder the log is kept there and used again; else it goes when the measurement is over. */
export const filledLog = (rows: number, kept: string | undefined, say: (line: string) => void): FilledLog => {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'beket-bench-'));
  const data = openData({ folder });
  if (!data.store.config()) data.store.saveConfig(station);
  const start = performance.now();
  const have = data.log.head().seq;
  const drafts = fillingDrafts(Math.max(0, rows - have), 1, (done) => {
    say(`${have + done} of ${rows} crossings, ${Math.round((performance.now() - start) / 1000)} s`);
  });
  while (data.log.head().seq < rows) data.appendAll(sliced(drafts, perTransaction));
  data.close();
  return {
    folder,
    rows,
    remove: () => (kept === undefined ? rmSync(folder, { recursive: true, force: true }) : undefined),
  };
};

export const bytesOf = (folder: string): number =>
  ['log.db', 'log.db-wal'].reduce((sum, name) => {
    const file = join(folder, name);
    return sum + (existsSync(file) ? statSync(file).size : 0);
  }, 0);

/** `share` of the times lie at or below it, nearest rank. */
export const quantileOf = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};

export const timesOf = (count: number, work: (i: number) => void): number[] =>
  Array.from({ length: count }, (_, i) => {
    const start = performance.now();
    work(i);
    return performance.now() - start;
  });

export type { DataFolder };
