import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

const folder = 'src/domain/rules';

const filesOf = (named: readonly string[]): string[] =>
  named.length > 0
    ? [...named]
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(folder, name))
        .toSorted();

/** Changes the files in every way Stryker knows, one change at a time, and runs the tests that reach it. */
const mutantsOf = (files: readonly string[], concurrency: number): Promise<Mutant[]> =>
  new Stryker({
    mutate: [...files],
    concurrency,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'tests/bench/mutation-vitest.ts', related: false },
    coverageAnalysis: 'perTest',
    // What runs but while a file is loaded (schemas) would need every test anew for each change; it is counted as ignored.
    ignoreStatic: true,
    // A busy machine must not pass for a test that never ends.
    timeoutMS: 60_000,
    ignorePatterns: ['/*', '!/src', '!/tests', '!/resources', '!/*.json', '/tests/e2e', '/src/renderer'],
    reporters: [],
    logLevel: 'error' as never,
    allowConsoleColors: false,
    disableTypeChecks: false,
    cleanTempDir: 'always',
  }).runMutationTest();

const count = (mutants: readonly Mutant[], status: Mutant['status']): number =>
  mutants.filter((mutant) => mutant.status === status).length;

/** Of all mutants, how many a test noticed, in percent; a test that never ends has noticed. */
const scoreOf = (mutants: readonly Mutant[]): number => {
  const noticed = count(mutants, 'Killed') + count(mutants, 'Timeout');
  const valid = noticed + count(mutants, 'Survived') + count(mutants, 'NoCoverage');
  return valid === 0 ? 100 : Math.round((noticed / valid) * 10_000) / 100;
};

const told = ({ fileName, location, status, mutatorName, replacement }: Mutant): string =>
  `  ${status} ${fileName.slice(fileName.indexOf(folder))}:${location.start.line}:${location.start.column} ${mutatorName} → ${replacement}`;

/** Mutation score of the rules; files may be named, `--concurrency N` says how many at once. */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
  const options = { concurrency: { type: 'string', default: '1' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const all = await mutantsOf(filesOf(positionals), Number(values.concurrency));
  const files: Record<string, number> = {};
  for (const [name, mutants] of Object.entries(Object.groupBy(all, ({ fileName }) => fileName))) {
    const file = name.slice(name.indexOf(folder) + folder.length + 1);
    files[file] = scoreOf(mutants ?? []);
    console.error(`${file}: ${mutants?.length ?? 0} mutants, ${files[file]} %`);
    for (const mutant of mutants ?? [])
      if (mutant.status === 'Survived' || mutant.status === 'NoCoverage') console.error(told(mutant));
  }
  return {
    mutants: all.length,
    killed: count(all, 'Killed'),
    survived: count(all, 'Survived'),
    noCoverage: count(all, 'NoCoverage'),
    timeout: count(all, 'Timeout'),
    errors: count(all, 'CompileError') + count(all, 'RuntimeError'),
    ignored: count(all, 'Ignored'),
    score: scoreOf(all),
    files,
  };
};
