import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { FaultResult } from './harness.ts';

/**
 * `npm run -s faults -- T1 T3 [--runs N] [--seed S]`: a JSON line each; all there are where none is named. Without --runs
 * every test has its full size. A test is an export `T<n>` of any file here; where two files have one, both count. `storm`
 * [--minutes N] [--stations N] [--crossings N] [--store PGlite|PostgreSQL] is the long one, run where it is named.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    stations: { type: 'string' },
    crossings: { type: 'string' },
    store: { type: 'string' },
  },
});
type Options = { runs?: number; full: boolean; seed: number; log: (line: string) => void; [name: string]: unknown };
type Test = (options: Options) => Promise<FaultResult>;

const options: Options = {
  seed: Number(values.seed ?? 20_220_921),
  full: values.runs === undefined,
  log: (line) => void process.stderr.write(`${line}\n`),
  ...(values.runs !== undefined && { runs: Number(values.runs) }),
  ...(values.minutes !== undefined && { minutes: Number(values.minutes) }),
  ...(values.stations !== undefined && { stations: Number(values.stations) }),
  ...(values.crossings !== undefined && { crossings: Number(values.crossings) }),
  ...(values.store !== undefined && { store: values.store }),
};

/** Test names to the files that have them, read from the text so that nothing is loaded for its name alone. */
const index = (): Map<string, URL[]> => {
  const found = new Map<string, URL[]>();
  for (const file of readdirSync(new URL('.', import.meta.url)).toSorted()) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const url = new URL(file, import.meta.url);
    for (const [, name = ''] of readFileSync(url, 'utf8').matchAll(/^export const (T\d+|STORM)\b/gm)) {
      found.set(name, [...(found.get(name) ?? []), url]);
    }
  }
  return found;
};

const runOne = async (name: string, url: URL): Promise<FaultResult> => {
  try {
    const test = ((await import(url.href)) as Record<string, Test>)[name] as Test;
    return await test(options);
  } catch (error) {
    return { runs: 1, passed: 0, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

const tests = index();
const all = [...tests.keys()]
  .filter((name) => name !== 'STORM')
  .toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
for (const name of positionals.length > 0 ? positionals.map((one) => one.toUpperCase()) : all) {
  const results: FaultResult[] = [];
  for (const url of tests.get(name) ?? []) results.push(await runOne(name, url));
  const runs = results.reduce((sum, one) => sum + one.runs, 0);
  const passed = results.reduce((sum, one) => sum + one.passed, 0);
  const detail = results.map((one) => one.detail).join(' | ') || `no such fault test; there are ${all.join(' ')}`;
  console.log(JSON.stringify({ test: name, runs, passed, detail }));
  if (passed < runs || runs === 0) process.exitCode = 1;
}
// Servers of a test that failed half-way must not keep the runner alive.
process.exit();
