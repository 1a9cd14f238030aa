/** Exit codes of the command line: scripts and auditors depend on them (docs/architecture.md). */
export const exitCodes = { done: 0, wrong: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One JSON object a line on standard output; nothing else is ever printed there. */
export const printLine = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

/** For people, on standard error. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Wrong usage: said with the command's help, exit 2. */
export class UsageError extends Error {}
