import { parseArgs } from 'node:util';
import { countStay, type StayCount, type StayLimits } from '../../src/domain/stay-count.ts';
import { presenceBefore } from '../../src/domain/stay-spans.ts';
import { parseInstant } from '../../src/domain/calendar.ts';
import { localDayNumber } from '../../src/domain/local-time.ts';
import { countByDays, dayIn } from './stay-oracle-days.ts';
import { randomCase, randomFrom, type StayCase } from './stay-oracle-cases.ts';

const engine = (given: StayCase): StayCount => {
  const { zone, direction, zones, limits } = given;
  const instant = parseInstant(given.at);
  const day = localDayNumber(instant, zone);
  const presence = presenceBefore(given.events, { instant, day, direction }, (post) => zones[post] ?? zone);
  return countStay({ day, direction, presence, permits: given.permits }, limits as StayLimits);
};

const figures = (count: StayCount): string =>
  JSON.stringify([
    count.start,
    count.used,
    count.remaining,
    count.lastLawful,
    count.allowedFrom ?? 0,
    count.overstay,
    count.agree,
    count.methods.map(({ method, used, remaining, lastLawful, overstay }) => [
      method,
      used,
      remaining,
      lastLawful,
      overstay,
    ]),
  ]);

/** Intl knows the zones from the platform's own data: an oracle for the oracle's table of offsets. */
const intlDay = (instant: number, zone: string): number =>
  Date.parse(
    `${new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short', calendar: 'iso8601' }).format(instant)}T00:00Z`,
  ) / 86_400_000;

/** Engine and oracle on the same random histories; then the engine alone against the clock, one core, no input or output. */
export const run = async (args: readonly string[]): Promise<Record<string, unknown>> => {
  const { values } = parseArgs({
    args: [...args],
    options: { cases: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '20220921' } },
  });
  const cases = Number(values.cases);
  const random = randomFrom(Number(values.seed));
  const kept: StayCase[] = [];
  let mismatches = 0;
  let disagreements = 0;
  let withOverstay = 0;
  for (let i = 0; i < cases; i += 1) {
    const given = randomCase(random);
    const ours = engine(given);
    const theirs = countByDays(given);
    if (!ours.agree) disagreements += 1;
    if (ours.overstay > 0) withOverstay += 1;
    const instant = Date.parse(given.at);
    const isZoneWrong = i % 1000 === 0 && intlDay(instant, given.zone) !== dayIn(instant, given.zone);
    if (figures(ours) !== figures(theirs) || isZoneWrong) {
      mismatches += 1;
      if (mismatches <= 3) console.error(JSON.stringify({ given, ours, theirs }));
    }
    if (kept.length < 20_000) kept.push(given);
    if (i % 100_000 === 99_999) console.error(`${i + 1} of ${cases}, ${mismatches} mismatches`);
  }
  for (const given of kept) engine(given);
  let checksum = 0;
  let best = Number.POSITIVE_INFINITY;
  // The best of several rounds: others on the machine can only slow a round down.
  for (let round = 0; round < 20; round += 1) {
    const started = performance.now();
    for (const given of kept) checksum += engine(given).used;
    best = Math.min(best, performance.now() - started);
  }
  return {
    cases,
    mismatches,
    perSecond: Math.round((kept.length / best) * 1000),
    disagreements,
    withOverstay,
    checksum: checksum / 20,
  };
};
