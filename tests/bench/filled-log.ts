import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type FilledLog = { readonly folder: string; readonly rows: number; remove(): void };

/** Where `--data` names a folder the log is kept there and used again; else it goes when the measurement is over. */
export const filledLog = (rows: number, kept: string | undefined): FilledLog => {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'beket-bench-'));
  // In a process of its own, so that its memory is not counted.
  execFileSync(process.execPath, [fileURLToPath(new URL('fill.ts', import.meta.url)), folder, String(rows)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
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
