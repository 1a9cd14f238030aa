import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type CentreProcess = {
  readonly url: string;
  readonly data: string;
  readonly pid: number;
  readonly token: string;
  codeFor(post: string, lane: string): Promise<string>;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

type Options = { readonly data?: string; readonly databaseUrl?: string; readonly port?: number };

const compiled = join(tmpdir(), 'node-compile-cache');

/** The centre as it is run: a process of its own, on PGlite in a folder or on PostgreSQL. */
export const startCentreProcess = async (options: Options = {}): Promise<CentreProcess> => {
  const isOurs = options.data === undefined;
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'beket-bench-centre-'));
  const child = spawn(process.execPath, ['src/central/index.ts', '--data', data, '--port', String(options.port ?? 0)], {
    // The same modules start after start: Node's own folder keeps them compiled.
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, DATABASE_URL: options.databaseUrl ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  let faults = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stderr.on('data', (chunk: Buffer) => (faults = (faults + chunk.toString()).slice(-2000)));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const found = /http\S+/.exec(told)?.[0];
      if (found && told.includes('\n')) resolve(found);
    });
    void ended.then(() => reject(new Error(`the centre did not start: ${faults}`)));
  });
  const token = readFileSync(join(data, 'administrator-token'), 'utf8').trim();
  return {
    url,
    data,
    pid: child.pid as number,
    token,
    codeFor: async (post, lane) => {
      const headers = { authorization: `Bearer ${token}` };
      const body = JSON.stringify({ post, lane });
      const answer = await fetch(`${url}/v1/admin/codes`, { method: 'POST', headers, body });
      return ((await answer.json()) as { code: string }).code;
    },
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
      if (isOurs) rmSync(data, { recursive: true, force: true });
    },
  };
};
