import { spawn, type ChildProcess } from 'node:child_process';

export type Program = {
  /** What it printed on standard output so far. */
  output(): string;
  /** Waits for a line of standard output and answers the first group of the pattern. */
  line(pattern: RegExp): Promise<string>;
  /** Ends it as Ctrl+C does and answers its exit code. */
  stop(): Promise<number | null>;
};

const patience = 60_000;

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));

/** Starts one of the project's programs under the Node that runs the tests. */
export const start = (args: readonly string[], env: Record<string, string> = {}): Program => {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let faults = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (faults += String(chunk)));
  return {
    output: () => output,
    line: async (pattern) => {
      const until = Date.now() + patience;
      for (;;) {
        const found = pattern.exec(output)?.[1];
        if (found !== undefined) return found;
        if (child.exitCode !== null || Date.now() > until) {
          throw new Error(`${args.join(' ')} did not print ${String(pattern)}:\n${output}\n${faults}`);
        }
        await new Promise((wait) => setTimeout(wait, 20));
      }
    },
    stop: async () => {
      child.kill('SIGINT');
      return ended(child);
    },
  };
};
