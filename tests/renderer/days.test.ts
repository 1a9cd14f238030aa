import { describe, expect, it } from 'vitest';
import { dayNumber, monthsWithin, stripScale } from '../../src/renderer/components/days.ts';

describe('the strip of days', () => {
  it('gives each day its share of the width', () => {
    const scale = stripScale('2026-01-01', '2026-01-10');
    expect(scale.at('2026-01-01')).toBe(0);
    expect(scale.at('2026-01-06')).toBe(50);
    expect(scale.width('2026-01-01', '2026-01-10')).toBe(100);
    expect(scale.width('2026-01-03', '2026-01-03')).toBeCloseTo(10);
  });

  it('cuts off what lies outside', () => {
    const scale = stripScale('2026-01-01', '2026-01-10');
    expect(scale.width('2025-12-01', '2026-01-05')).toBe(50);
    expect(scale.width('2026-01-06', '2026-03-01')).toBe(50);
    expect(scale.width('2026-02-01', '2026-03-01')).toBe(0);
  });

  it('counts days over a leap day and the end of summer time', () => {
    expect(dayNumber('2028-03-01') - dayNumber('2028-02-28')).toBe(2);
    expect(dayNumber('2026-10-26') - dayNumber('2026-10-24')).toBe(2);
  });

  it('marks the months that begin inside', () => {
    expect(monthsWithin('2026-11-22', '2027-02-01')).toEqual(['2026-12-01', '2027-01-01', '2027-02-01']);
    expect(monthsWithin('2026-11-02', '2026-11-30')).toEqual([]);
  });
});
