import { parseArgs } from 'node:util';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { dayText } from '../../src/domain/local-time.ts';
import { tally } from '../../src/domain/tally.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { bytesOf, filledLog, quantileOf, timesOf } from './filled-log.ts';

const say = (line: string): void => void process.stderr.write(`log: ${line}\n`);
const lookups = 1000;
/** 22 November 2026, local days since 1970. */
const lastDay = 20_779;

/** A desk's log of `--rows` crossings (`--data` keeps it): size, opening, look-up, search, tally, verification, memory. */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
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
    const before = performance.now();
    const report = await data.log.verify();
    const verifySeconds = (performance.now() - before) / 1000;
    if (!report.ok) throw new Error(`the log does not verify: ${JSON.stringify(report)}`);
    return {
      rows: total,
      bytes,
      bytesPerCrossing: bytes / total,
      openMs,
      lookupP99Ms: quantileOf(lookup, 0.99),
      searchP99Ms: quantileOf(search, 0.99),
      tallyMs: quantileOf(tallies, 0.5),
      verifyPerSecond: report.entries / verifySeconds,
      rssMb: process.memoryUsage.rss() / 2 ** 20,
    };
  } finally {
    data.close();
    filled.remove();
  }
};
