import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { dayText } from '../../src/domain/local-time.ts';
import { tally } from '../../src/domain/tally.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { inventDraft } from '../faults/crossing-draft.ts';
import { bytesOf, filledLog, quantileOf, timesOf } from './filled-log.ts';

const say = (line: string): void => void process.stderr.write(`log: ${line}\n`);
const lookups = 1000;
/** 22 November 2026, local days since 1970. */
const lastDay = 20_779;

/** Arrivals of the whole country on the peak day of autumn 2022 (domain.md §0a), all at one post. */
const surgeDay = 30_000;

/** A tally of a day as dense as that, in a log of its own. */
const surgeTallyMs = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-bench-surge-'));
  const data = openData({ folder });
  try {
    data.store.saveConfig({ stationId: 'st-bench', post: 'zhaisan', lane: '1', demo: true });
    const dice = createDice(8);
    // Midnight of the post, six hours before Greenwich's until 2024 (domain.md §2.5).
    const first = Date.parse('2022-09-26T18:00:00Z');
    const step = Math.floor(86_400_000 / surgeDay);
    data.appendAll(Array.from({ length: surgeDay }, (_, i) => ({ ...inventDraft(dice), at: first + i * step })));
    const period = { kind: 'days', from: '2022-09-27', to: '2022-09-27' } as const;
    const times = timesOf(9, () => {
      const { persons } = tally(data.log.crossingsOf(period), period, { zone: 'Asia/Almaty', posts: ['zhaisan'] });
      if (persons.total !== surgeDay) throw new Error(`${persons.total} of ${surgeDay} are counted`);
    });
    return quantileOf(times, 0.5);
  } finally {
    data.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * A desk runs built JavaScript. Here the types are stripped as files are loaded, and what strips them would be counted as the
 * desk's memory (25 MB) if Node did not keep the stripped files: they are made by a short run, long enough for threads to verify.
 */
const enoughForThreads = 60_000;
const withStrippedFiles = (args: readonly string[]): Record<string, unknown> => {
  const child = (given: readonly string[]): string =>
    execFileSync(process.execPath, [fileURLToPath(new URL('run.ts', import.meta.url)), 'log', ...given], {
      encoding: 'utf8',
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'beket-bench-code') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  say('a short run before the measurement');
  child(['--rows', String(enoughForThreads)]);
  return JSON.parse(child(args).trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
};

/**
 * A desk's log of `--rows` crossings (`--data` keeps it): size, opening, look-up, search, tally, verification, memory up to the end of the verification (`rssMb`) and at its very peak; then tallies of months and of a day of the surge.
 */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
  if (process.env['NODE_COMPILE_CACHE'] === undefined) return withStrippedFiles(args);
  const { values } = parseArgs({ args, options: { rows: { type: 'string' }, data: { type: 'string' } } });
  const rows = Number(values.rows ?? 200_000);
  const filled = filledLog(rows, values.data);
  const bytes = bytesOf(filled.folder);
  const start = performance.now();
  const data = openData({ folder: filled.folder });
  const openMs = performance.now() - start;
  try {
    const dice = createDice(5);
    const total = data.log.head().seq;
    const sample = Array.from({ length: lookups }, () => data.log.crossing(1 + dice.roll(total))?.personal?.document);
    const people = sample.filter((document) => document !== undefined);
    say('looking up');
    const lookup = timesOf(people.length, (i) => void data.search({ number: people[i]?.number ?? '' }, 20));
    say('searching');
    const search = timesOf(people.length, (i) => {
      const { nativeName, surname = '', givenNames = '', birthDate = '' } = people[i] ?? {};
      const name = `${nativeName?.surname ?? surname} ${nativeName?.givenNames ?? givenNames}`;
      data.search(i % 2 === 0 ? { name } : { name, birthDate }, 50);
    });
    say('counting');
    const tallies = timesOf(20, () => {
      const day = dayText(lastDay - 1 - dice.roll(2000));
      const period = { kind: 'days', from: day, to: day } as const;
      tally(data.log.crossingsOf(period), period, { zone: 'Asia/Almaty', posts: ['zhaisan'] });
    });
    say('verifying');
    let rssBytes = process.memoryUsage.rss();
    const before = performance.now();
    const report = await data.log.verify(() => (rssBytes = Math.max(rssBytes, process.memoryUsage.rss())));
    const verifySeconds = (performance.now() - before) / 1000;
    rssBytes = Math.max(rssBytes, process.memoryUsage.rss());
    if (!report.ok) throw new Error(`the log does not verify: ${JSON.stringify(report)}`);
    say('counting months, and a day of the surge');
    const months = timesOf(6, (i) => {
      const [from, to] = [dayText(lastDay - 31 * (i + 1)), dayText(lastDay - 31 * i - 1)];
      const period = { kind: 'days', from, to } as const;
      tally(data.log.crossingsOf(period), period, { zone: 'Asia/Almaty', posts: ['zhaisan'] });
    });
    return {
      rows: total,
      bytes,
      bytesPerCrossing: bytes / total,
      openMs,
      lookupP99Ms: quantileOf(lookup, 0.99),
      searchP99Ms: quantileOf(search, 0.99),
      tallyMs: quantileOf(tallies, 0.5),
      verifyPerSecond: report.entries / verifySeconds,
      rssMb: rssBytes / 2 ** 20,
      monthTallyMs: quantileOf(months, 0.5),
      surgeDay,
      surgeTallyMs: surgeTallyMs(),
      peakRssMb: process.resourceUsage().maxRSS / 1024,
    };
  } finally {
    data.close();
    filled.remove();
  }
};
