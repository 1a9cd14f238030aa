import { describe, expect, it } from 'vitest';
import { dayTrend, daysBetween } from '../../src/domain/day-trend.ts';
import { emptyHours, forecastDay, sameWeekdays, type HourCounts } from '../../src/domain/hour-counts.ts';

const dayOf = (day: string, entry: Record<number, number>, exit: Record<number, number> = {}): HourCounts => {
  const hours = emptyHours(day);
  for (const [hour, persons] of Object.entries(entry)) hours.entry[Number(hour)] = persons;
  for (const [hour, persons] of Object.entries(exit)) hours.exit[Number(hour)] = persons;
  return hours;
};

describe('the forecast of a day', () => {
  const past = [dayOf('2026-11-16', { 8: 100, 9: 100, 10: 60 }), dayOf('2026-11-09', { 8: 80, 9: 120, 10: 20 })];

  it('takes the same weekday of four weeks', () => {
    expect(sameWeekdays('2026-11-23')).toEqual(['2026-11-16', '2026-11-09', '2026-11-02', '2026-10-26']);
  });

  it('is the mean of those days, times how today has gone so far', () => {
    // By ten o'clock the mean expects 90 + 110; 410 came: (410 + 10) / (200 + 10) = 2.
    const found = forecastDay(dayOf('2026-11-23', { 8: 200, 9: 210 }), past, { hour: 10, share: 0 });
    expect(found?.scale).toBe(2);
    expect(found?.entry.slice(7, 12)).toEqual([0, 200, 210, 80, 0]);
    expect(found?.days).toEqual(['2026-11-16', '2026-11-09']);
  });

  it('adds to the hour under way only the part of it that is left', () => {
    // Expected by half past ten: 90 + 110 + 20 = 220; 210 came, so the scale is 220 / 230.
    const found = forecastDay(dayOf('2026-11-23', { 8: 90, 9: 100, 10: 20 }), past, { hour: 10, share: 0.5 });
    expect(found?.entry[10]).toBe(Math.round(20 + 40 * 0.5 * (220 / 230)));
  });

  it('is not carried away by the first of a morning, and is silent where no such day is held', () => {
    const found = forecastDay(dayOf('2026-11-23', { 8: 3 }), past, { hour: 8, share: 0 });
    expect(found?.scale).toBeCloseTo(1.3);
    expect(
      forecastDay(dayOf('2026-11-23', { 8: 3 }), [emptyHours('2026-11-16')], { hour: 9, share: 0 }),
    ).toBeUndefined();
  });
});

describe('the trend since a day', () => {
  const known = (day: string): HourCounts => dayOf(day, { 8: day === '2022-09-27' ? 30_000 : 9000 }, { 9: 1000 });

  it('shows the surge and its fall by day, and names its peak', () => {
    const trend = dayTrend('2022-09-21', '2022-10-04', known);
    expect(trend).toMatchObject({ by: 'day', days: 14, counted: 14, peak: { day: '2022-09-27', persons: 31_000 } });
    expect(trend.rows.find(({ from }) => from === '2022-09-27')).toMatchObject({ entry: 30_000, exit: 1000 });
  });

  it('goes over to weeks from Monday and to months, and loses nobody', () => {
    for (const [until, by] of [
      ['2023-03-01', 'week'],
      ['2026-11-23', 'month'],
    ] as const) {
      const trend = dayTrend('2022-09-21', until, known);
      const days = daysBetween('2022-09-21', until).length;
      expect(trend.by).toBe(by);
      expect(trend.rows.reduce((sum, { exit }) => sum + exit, 0)).toBe(days * 1000);
    }
    expect(dayTrend('2022-09-21', '2023-03-01', known).rows[0]?.from).toBe('2022-09-19');
  });

  it('says how many days are not counted yet', () => {
    const trend = dayTrend('2022-09-21', '2022-10-04', (day) => (day > '2022-10-01' ? known(day) : undefined));
    expect(trend).toMatchObject({ counted: 3, days: 14 });
  });
});
