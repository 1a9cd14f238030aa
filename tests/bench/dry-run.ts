import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/adapters/clock.ts';
import { sha256 } from '../../src/adapters/hash.ts';
import { deskLaw, loadRules } from '../../src/adapters/rule-files.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { seedDemo } from '../../src/adapters/sqlite/seed-demo.ts';
import { dryRun } from '../../src/core/dry-run.ts';
import { wholeHash } from '../../src/core/law.ts';
import { editionsOf } from '../../src/domain/rules/editions.ts';
import { stricter } from '../core/written-packs.ts';
import { quantileOf } from './filled-log.ts';

const say = (line: string): void => void process.stderr.write(`dry-run: ${line}\n`);
const dayMs = 86_400_000;

/**
 * A pack tried on the log of `--days` days while crossings go on being recorded every few milliseconds: how many verdicts a
 * second, how long a record takes meanwhile, and how long at most nothing else had its turn.
 */
export const run = async (args: string[]): Promise<Record<string, number>> => {
  const { values } = parseArgs({ args, options: { days: { type: 'string', default: '60' } } });
  const days = Number(values.days);
  const folder = mkdtempSync(join(tmpdir(), 'beket-dry-run-'));
  const data = openData({ folder });
  try {
    const rules = loadRules(fileURLToPath(new URL('../../resources', import.meta.url)));
    const { crossings } = await seedDemo(data, { now: Date.now(), seed: 7, days, rules });
    say(`${crossings} crossings`);
    const [sample] = data.log.recent(1);
    if (!sample?.personal) throw new Error('no crossing to record again');
    const draft = { kind: 'crossing' as const, body: sample.body, personal: sample.personal };
    const pack = stricter();
    const whole = { id: pack.id, version: pack.version, hash: wholeHash(pack, sha256) };
    const [records, turns]: [number[], number[]] = [[], []];
    let isDone = false;
    const recording = (async () => {
      let last = performance.now();
      while (!isDone) {
        await wait(2);
        const now = performance.now();
        turns.push(now - last - 2);
        data.log.append(draft);
        last = performance.now();
        records.push(last - now);
      }
    })();
    // Processor time, because the machine may be busy with other things: what of a slice is the dry run's own.
    const slices: number[] = [];
    let resumed = process.cpuUsage();
    const pause = async (): Promise<void> => {
      const { user, system } = process.cpuUsage(resumed);
      slices.push((user + system) / 1000);
      await wait(0);
      resumed = process.cpuUsage();
    };
    const started = performance.now();
    const found = await dryRun(
      {
        log: data.log,
        stays: data.stays,
        rules: deskLaw(rules, data.packs),
        clock: systemClock,
        pause,
        onProgress: () => undefined,
      },
      whole,
      editionsOf(pack, sha256),
      Date.now() - (days + 1) * dayMs,
    );
    const seconds = (performance.now() - started) / 1000;
    isDone = true;
    await recording;
    return {
      verdicts: found.weighed,
      changed: found.changed,
      seconds,
      perSecond: found.weighed / seconds,
      sliceP99Ms: quantileOf(slices, 0.99),
      sliceMaxMs: Math.max(...slices),
      recordedMeanwhile: records.length,
      recordP99Ms: quantileOf(records, 0.99),
      waitP99Ms: quantileOf(turns, 0.99),
      waitMaxMs: Math.max(...turns),
    };
  } finally {
    data.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
