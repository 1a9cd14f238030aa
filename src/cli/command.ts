import type { ExitCode } from './output.ts';

/** One command of `beket`. `usage` starts with its name; `about` is one sentence. */
export type Command = {
  readonly usage: string;
  readonly about: string;
  run(args: readonly string[]): Promise<ExitCode>;
};
