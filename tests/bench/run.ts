import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, type, release } from 'node:os';

/** A benchmark's figures; every file here that exports `run` is one. */
export type Figures = Record<string, unknown>;
type Bench = { run?: (args: string[]) => Promise<Figures> };

const here = (name: string): URL => new URL(name, import.meta.url);

const load = async (name: string): Promise<Bench['run']> => {
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(here(`${name}.ts`))) return undefined;
  return ((await import(here(`${name}.ts`).href)) as Bench).run;
};

const measure = async (name: string, args: string[]): Promise<Figures | undefined> => {
  const run = await load(name);
  return run && { bench: name, ...(await run(args)) };
};

const versions = (): string => {
  const { dependencies } = JSON.parse(readFileSync(here('../../package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const named = ['better-sqlite3', '@electric-sql/pglite', 'zxing-wasm', '@zxing/library'];
  return [
    `Node ${process.versions.node}`,
    ...named.map((name) => `${name} ${dependencies[name]?.replace(/^.*@\^?|^\^/, '') ?? '?'}`),
  ].join(', ');
};

const rowsOf = (figures: Figures, prefix = ''): string[] =>
  Object.entries(figures)
    .filter(([key]) => key !== 'bench')
    .flatMap(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? rowsOf(value as Figures, `${prefix}${key}.`)
        : [`| ${prefix}${key} | ${typeof value === 'number' ? Number(value.toPrecision(4)) : JSON.stringify(value)} |`],
    );

const report = (all: readonly Figures[]): string => {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`;
  const tables = all.map(
    (figures) => `## ${String(figures['bench'])}\n\n| figure | value |\n|---|---|\n${rowsOf(figures).join('\n')}\n`,
  );
  return `# Measurements\n\n${new Date().toISOString().slice(0, 10)} · ${machine} · ${versions()}\n\nMade by \`npm run bench\`; what each figure means stands in docs/architecture.md.\n\n${tables.join('\n')}`;
};

/** Each in a process of its own, so that one's memory is not another's. */
const inItsOwnProcess = (name: string): Figures => {
  process.stderr.write(`\n${name}\n`);
  try {
    const out = execFileSync(process.execPath, [...process.execArgv, new URL(import.meta.url).pathname, name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 2 ** 26,
    });
    return JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as Figures;
  } catch (error) {
    return { bench: name, failed: error instanceof Error ? error.message : String(error) };
  }
};

/** Benchmarks are told from their helpers by what they export, without running them. */
const names = (): string[] =>
  readdirSync(here('.'))
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .filter((file) =>
      /^export (?:const run\b|(?:async )?function run\b|\{[^}]*\brun\b)/m.test(readFileSync(here(file), 'utf8')),
    )
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();

const [name, ...args] = process.argv.slice(2);
if (name === undefined) {
  const all = names().map(inItsOwnProcess);
  writeFileSync(here('RESULTS.md'), report(all));
  console.log(JSON.stringify({ bench: 'all', ran: all.length, failed: all.filter(({ failed }) => failed).length }));
} else {
  const figures = await measure(name, args);
  if (figures) console.log(JSON.stringify(figures));
  else {
    console.error(`No benchmark ${name}. There are: ${names().join(', ')}`);
    process.exitCode = 2;
  }
}
