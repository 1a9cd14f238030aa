import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openData, type DataFolder } from '../../src/adapters/sqlite/open-data.ts';
import { createDice, type Dice } from '../../src/domain/demo-random.ts';

/** How often, and by which seed: the same seed asks for the same faults. */
export type FaultOptions = { readonly runs?: number; readonly seed: number };
export type FaultResult = { readonly runs: number; readonly passed: number; readonly detail: string };
export type FaultTest = (options: FaultOptions) => Promise<FaultResult>;

/** Says what was not as it must be; the runner counts it against the test. */
export const must = (holds: unknown, what: string): void => {
  if (!holds) throw new Error(what);
};

/** Runs a case over and over, each with its own dice and folder, and tells the first failure. */
export const repeat = async (
  { runs = 1, seed }: FaultOptions,
  detail: string,
  one: (folder: string, dice: Dice, number: number) => Promise<void> | void,
): Promise<FaultResult> => {
  let passed = 0;
  let failure = '';
  for (let number = 0; number < runs; number += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'beket-fault-'));
    try {
      await one(folder, createDice(seed + number), number);
      passed += 1;
    } catch (error) {
      failure ||= ` First failure, seed ${seed + number}: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    if (runs >= 100 && number % 50 === 49) process.stderr.write(`${detail.split(',')[0]}: ${number + 1} of ${runs}\n`);
  }
  return { runs, passed, detail: `${detail}; seed ${seed}.${failure}` };
};

export const station = { stationId: 'st-faults', post: 'zhaisan', lane: '1', demo: false };

/** Opens a desk, set up where it is new. */
export const openDesk = (folder: string, more: Partial<Parameters<typeof openData>[0]> = {}): DataFolder => {
  const data = openData({ folder, ...more });
  if (!more.readOnly && !data.store.config()) data.store.saveConfig(station);
  return data;
};

/** What a writer was told is saved. */
export type Acknowledged = { readonly seq: number; readonly hash: string };

export type Writer = {
  readonly child: ChildProcess;
  readonly acknowledged: Acknowledged[];
  /** What it printed that was no acknowledgement: the words of its faults. */
  readonly said: string[];
  /** Resolves when `count` are acknowledged, or the writer has ended. */
  reached(count: number): Promise<void>;
  readonly ended: Promise<void>;
};

/** A process of its own that opens the desk and records crossing after crossing, telling each when the log has said so. */
export const startWriter = (
  folder: string,
  count: number,
  env: Record<string, string> = {},
  before: string[] = [],
): Writer => {
  const script = fileURLToPath(new URL('writer.ts', import.meta.url));
  const [command = process.execPath, ...args] = [...before, process.execPath, script, folder, String(count)];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const acknowledged: Acknowledged[] = [];
  const said: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let rest = '';
  let hasEnded = false;
  const settle = (): void => {
    for (const one of waiting.splice(0)) {
      if (hasEnded || acknowledged.length >= one.count) one.resolve();
      else waiting.push(one);
    }
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [word, seq, hash] = line.split(' ');
      if (word === 'saved') acknowledged.push({ seq: Number(seq), hash: hash ?? '' });
      else said.push(line);
    }
    settle();
  });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      hasEnded = true;
      settle();
      resolve();
    });
  });
  return {
    child,
    acknowledged,
    said,
    ended,
    reached: (wanted) =>
      new Promise<void>((resolve) => {
        waiting.push({ count: wanted, resolve });
        settle();
      }),
  };
};

/** Every acknowledged entry is there with its hash, and the chain holds from end to end. */
export const mustHold = async (data: DataFolder, acknowledged: readonly Acknowledged[]): Promise<void> => {
  for (const { seq, hash } of acknowledged)
    must(data.log.find(seq)?.hash === hash, `entry ${seq} was acknowledged and is gone`);
  const report = await data.log.verify();
  must(report.ok, `the log does not verify: ${JSON.stringify(report)}`);
};
