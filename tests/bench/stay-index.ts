import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { createIndexWriter, eventNumbers } from '../../src/adapters/sqlite/national/index-writer.ts';
import { openNationalIndex, type ToldEvent } from '../../src/adapters/sqlite/national/national-index.ts';
import { openToWrite } from '../../src/adapters/sqlite/national/national-file.ts';
import { crossingBody } from '../central/desk.ts';
import { randomFrom } from './stay-oracle-cases.ts';

const dataKey = '5a'.repeat(32);
const days = 180;
const posts = Array.from({ length: 51 }, (_, index) => `post-${index}`);
/** Crossings a person makes in half a year; commuters and drivers make many more, as the squared draw below lets them. */
const meanCrossings = 4;
const batchEvents = 5_000;
const today = Math.floor(Date.UTC(2026, 10, 22) / 86_400_000);
const nowMinute = today * 1440 + 1439;

/** Keys of an invented person: passport, name, and for every second one a personal number; every tenth has two passports. */
const keysOf = (person: number, turn: number): number[] => {
  const key = (kind: number): number => {
    // Two rounds of a 51-bit mix: spread as evenly as a keyed hash.
    let high = Math.imul(person ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(kind + 1, 0xc2b2ae35);
    let low = Math.imul(person + 0x7f4a7c15, 0x27d4eb2f) ^ Math.imul(kind + 11, 0x165667b1);
    high = Math.imul(high ^ (high >>> 15), 0x2c1b3c6d);
    low = Math.imul(low ^ (low >>> 13) ^ high, 0x297a2d39);
    high = Math.imul(high ^ (high >>> 12) ^ low, 0x2c1b3c6d);
    low ^= low >>> 16;
    high ^= high >>> 15;
    return (low >>> 0) * 2 ** 19 + ((high >>> 0) % 2 ** 19) + 1;
  };
  const document = person % 10 === 0 && turn % 2 === 1 ? key(3) : key(0);
  return person % 2 === 0 ? [document, key(1), key(2)] : [document, key(1)];
};

type Event = { person: number; turn: number; minute: number; post: number; isExit: boolean };
const asTold = ({ person, turn, minute, post, isExit }: Event, isWithdrawn = false): ToldEvent => ({
  keys: keysOf(person, turn),
  minute,
  post: posts[post] as string,
  isExit,
  isWithdrawn,
});
const textOf = ({ minute, post, isExit }: { minute: number; post: string; isExit: boolean }): string =>
  `${minute} ${post} ${isExit}`;

const bytesIn = (folder: string, name: string): number =>
  readdirSync(folder)
    .filter((file) => file.startsWith(name))
    .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** `--events N`: half a year of the country on a desk's disk, looked up and carried on while the desk records. */
export const run = async (args: readonly string[]): Promise<Record<string, unknown>> => {
  const { values } = parseArgs({
    args: [...args],
    options: { events: { type: 'string', default: '16200000' }, seed: { type: 'string', default: '20220921' } },
  });
  const events = Number(values.events);
  const random = randomFrom(Number(values.seed));
  const folder = mkdtempSync(join(tmpdir(), 'beket-stay-index-'));
  try {
    const file = join(folder, 'stays.db');
    const people = Math.ceil(events / meanCrossings);
    const sampleEvery = Math.max(1, Math.floor(people / 3_000));
    /** What the oracle remembers: every event of each sampled person, counted by brute force. */
    const remembered = new Map<number, string[]>();
    const one = (day: number, turn: number): Event => {
      const person = Math.floor(random() * random() * people);
      return {
        person,
        turn,
        minute: day * 1440 + Math.floor(random() * 1440),
        post: Math.floor(random() * posts.length),
        isExit: random() < 0.5,
      };
    };
    const remember = (event: Event): void => {
      if (event.person % sampleEvery !== 0) return;
      const known = remembered.get(event.person) ?? [];
      remembered.set(event.person, known);
      known.push(textOf(asTold(event)));
    };
    const forget = (event: Event): void => {
      const known = remembered.get(event.person);
      // The index knows an event once, however often a desk told it.
      if (known)
        remembered.set(
          event.person,
          known.filter((text) => text !== textOf(asTold(event))),
        );
    };

    const started = performance.now();
    const writer = createIndexWriter(openToWrite(file, dataKey), (days + 1) * 1440);
    let turn = 0;
    let keys = 0;
    for (let day = 0; day < days; day += 1) {
      const dayOf = today - days + day;
      let left = Math.floor((events * (day + 1)) / days) - Math.floor((events * day) / days);
      while (left > 0) {
        const size = Math.min(left, batchEvents);
        const packed = new Float64Array((size + 8) * eventNumbers);
        let at = 0;
        const put = (event: Event, isWithdrawn: boolean): void => {
          const own = keysOf(event.person, event.turn);
          packed.set(own, at);
          packed.set([event.minute, event.post, (event.isExit ? 1 : 0) + (isWithdrawn ? 2 : 0)], at + 3);
          at += eventNumbers;
          if (!isWithdrawn) keys += own.length;
        };
        for (let n = 0; n < size; n += 1) {
          const event = one(dayOf, turn++);
          put(event, false);
          remember(event);
          // One in a thousand is voided later on.
          if (n % 1000 === 999) {
            put(event, true);
            forget(event);
          }
        }
        writer.apply({ events: packed.subarray(0, at), posts, state: { isWhole: false } }, (dayOf + 1) * 1440);
        left -= size;
      }
      if (day % 10 === 9) process.stderr.write(`${day + 1} days, ${Math.round(bytesIn(folder, 'stays') / 1e6)} MB\n`);
    }
    writer.close();
    const buildSeconds = (performance.now() - started) / 1000;
    const bytes = bytesIn(folder, 'stays');

    const national = openNationalIndex(file, dataKey, days + 1);
    const lookUp = (person: number): string[] => {
      const all = [...new Set([...keysOf(person, 0), ...keysOf(person, 1)])];
      return national.find(all, 0, nowMinute).map(textOf);
    };
    let mismatches = 0;
    const times: number[] = [];
    /** The same without what other programs of the machine take: the thread's own time. */
    const own: number[] = [];
    const timed = (person: number): string[] => {
      const [asked, before] = [performance.now(), process.threadCpuUsage()];
      const found = lookUp(person);
      const { user, system } = process.threadCpuUsage(before);
      times.push(performance.now() - asked);
      own.push((user + system) / 1000);
      return found;
    };
    for (const [person, known] of remembered) {
      const found = timed(person);
      if (JSON.stringify(found.toSorted()) !== JSON.stringify([...new Set(known)].toSorted())) mismatches += 1;
    }
    // Travellers who are not in the index, as most are on their first day.
    for (let stranger = people; stranger < people + 3_000; stranger += 1) {
      if (timed(stranger).length > 0) mismatches += 1;
    }
    times.sort((a, b) => a - b);
    own.sort((a, b) => a - b);

    const delta = Array.from({ length: 90_000 }, () => asTold(one(today, turn++)));
    const desk = join(folder, 'desk');
    const data = openData({ folder: desk, key: dataKey });
    data.store.saveConfig({ stationId: 'st-bench', post: 'zhaisan', lane: '1', demo: false });
    const record = (): void =>
      void data.log.append({
        kind: 'crossing',
        body: crossingBody({ post: 'zhaisan' }),
        personal: { document: { number: `N${turn++}` } },
      });
    const measure = async (work: () => Promise<void>): Promise<{ seconds: number; longestPauseMs: number }> => {
      let longest = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        record();
        longest = Math.max(longest, performance.now() - last - 5);
        last = performance.now();
      }, 5);
      const from = performance.now();
      await work();
      const seconds = (performance.now() - from) / 1000;
      clearInterval(timer);
      return { seconds, longestPauseMs: longest };
    };
    const alone = await measure(() => new Promise((resolve) => setTimeout(resolve, 3000)));
    const withDelta = await measure(async () => {
      for (let at = 0; at < delta.length; at += batchEvents) {
        await national.apply(delta.slice(at, at + batchEvents), { isWhole: true }, nowMinute * 60_000);
      }
    });
    data.close();
    await national.close();
    return {
      events,
      bytes,
      buildSeconds,
      lookupP99Ms: quantile(times, 0.99),
      oracleCases: remembered.size + 3_000,
      oracleMismatches: mismatches,
      deltaSeconds: withDelta.seconds,
      longestPauseMs: withDelta.longestPauseMs,
      pauseWithoutDeltaMs: alone.longestPauseMs,
      keysPerEvent: keys / events,
      bytesPerEvent: bytes / events,
      lookupP50Ms: quantile(times, 0.5),
      lookupCpuP99Ms: quantile(own, 0.99),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
