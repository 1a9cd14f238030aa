import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Noted } from './electron-double.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export type Desk = {
  readonly folder: string;
  do(deed: string, ...args: unknown[]): Promise<unknown>;
  /** What was asked of one API of Electron, in order. */
  noted(api: string): Promise<readonly (readonly unknown[])[]>;
  stop(): Promise<void>;
};

/** The built main bundle running on the double of Electron. */
export const startDesk = async (
  env: Record<string, string> = {},
  options: { folder?: string; args?: string[] } = {},
): Promise<Desk> => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'beket-main-'));
  const child = fork(
    here('./driver.ts'),
    [here('../../out/main/index.js'), '--data', folder, ...(options.args ?? [])],
    {
      execArgv: ['--import', here('./electron-hook.ts')],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let output = '';
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let count = 0;
  const expect = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => void waiting.set(id, { resolve, reject }));
  child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const waiter = waiting.get(id);
    if (error === undefined) waiter?.resolve(value);
    else waiter?.reject(new Error(error));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`main ended with ${String(code)}\n${output}`));
  });
  await expect(0);
  const act = (deed: string, ...args: unknown[]): Promise<unknown> => {
    const id = ++count;
    const answer = expect(id);
    child.send({ id, deed, args });
    return answer;
  };
  return {
    folder,
    do: act,
    noted: async (api) => ((await act('noted')) as Noted[]).filter((one) => one.api === api).map(({ args }) => args),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill();
        await gone;
      }
      if (options.folder === undefined) rmSync(folder, { recursive: true });
    },
  };
};
