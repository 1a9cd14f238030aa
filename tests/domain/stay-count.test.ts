import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/domain/calendar.ts';
import { localDayNumber } from '../../src/domain/local-time.ts';
import { countStay, type StayLimits } from '../../src/domain/stay-count.ts';
import { presenceBefore } from '../../src/domain/stay-spans.ts';
import { randomCase, randomFrom } from '../bench/stay-oracle-cases.ts';
import { countByDays } from '../bench/stay-oracle-days.ts';

describe('the stay engine', () => {
  // The million stands in `npm run bench -- stay-oracle`; these are another few thousand on every run of the tests.
  it.each([1, 2, 3, 4])('agrees with a count of days on random histories, seed %i', (seed) => {
    const random = randomFrom(seed);
    let entries = 0;
    for (let i = 0; i < 1000; i += 1) {
      const given = randomCase(random);
      const { zone, direction, zones, limits } = given;
      const instant = parseInstant(given.at);
      const now = { instant, day: localDayNumber(instant, zone), direction };
      const presence = presenceBefore(given.events, now, (post) => zones[post] ?? zone);
      const input = { day: now.day, direction, presence, permits: given.permits };
      expect(countStay(input, limits as StayLimits), JSON.stringify(given)).toEqual(countByDays(given));
      if (direction === 'entry') entries += 1;
    }
    expect(entries).toBeGreaterThan(100);
    expect(entries).toBeLessThan(900);
  });
});

describe('the pairing of entries and exits', () => {
  const at = (day: number, hour = 12): string => new Date(Date.UTC(2025, 5, day, hour)).toISOString();
  const first = Date.UTC(2025, 5, 1) / 86_400_000;
  const pair = (events: [number, 'entry' | 'exit'][], direction: 'entry' | 'exit' = 'entry') =>
    presenceBefore(
      events.map(([day, way]) => ({ at: at(day), direction: way, post: 'p' })),
      { instant: Date.UTC(2025, 5, 20), day: first + 19, direction },
      () => 'UTC',
    );
  const day = (number: number): number => first + number - 1;

  it('makes spans of days, entry and exit day included', () => {
    expect(
      pair([
        [2, 'entry'],
        [5, 'exit'],
      ]),
    ).toEqual({ ended: [{ from: day(2), to: day(5) }], gaps: [] });
  });

  it('leaves a stay open that has not ended, for somebody who leaves now', () => {
    expect(
      pair(
        [
          [2, 'entry'],
          [5, 'exit'],
          [8, 'entry'],
        ],
        'exit',
      ),
    ).toEqual({
      ended: [{ from: day(2), to: day(5) }],
      since: day(8),
      gaps: [],
    });
  });

  it('names each missing crossing with the days between which it must have been', () => {
    expect(
      pair([
        [2, 'exit'],
        [4, 'entry'],
        [6, 'entry'],
        [9, 'exit'],
        [11, 'exit'],
        [13, 'entry'],
      ]),
    ).toEqual({
      ended: [
        { from: day(2), to: day(2) },
        { from: day(4), to: day(4) },
        { from: day(6), to: day(9) },
        { from: day(11), to: day(11) },
        { from: day(13), to: day(13) },
      ],
      gaps: [
        { missing: 'entry', to: day(2) },
        { missing: 'exit', from: day(4), to: day(6) },
        { missing: 'entry', from: day(9), to: day(11) },
        { missing: 'exit', from: day(13), to: day(20) },
      ],
    });
  });

  it('misses the entry of somebody who leaves twice running, but not of somebody of whom nothing is known', () => {
    expect(
      pair(
        [
          [2, 'entry'],
          [5, 'exit'],
        ],
        'exit',
      ).gaps,
    ).toEqual([{ missing: 'entry', from: day(5), to: day(20) }]);
    expect(pair([], 'exit')).toEqual({ ended: [], gaps: [] });
  });
});
