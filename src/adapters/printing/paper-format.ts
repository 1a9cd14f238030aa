import { zoneOffset } from '../../domain/local-time.ts';
import type { Period } from '../../domain/tally-report.ts';
import type { Language } from '../../domain/tally-words.ts';

const locales = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Language, string>;

export const figurePrinter = (language: Language): ((figure: number) => string) => {
  const format = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 });
  return (figure) => format.format(figure);
};

const calendarOf = (language: Language): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' });

/** A local day in words, `2026-11-22` as 22 November 2026: no day is taken for a month. */
export const printDay = (day: string, language: Language): string => calendarOf(language).format(Date.parse(day));

const clockIn = (zone: string, language: Language): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: zone,
  });

export const printInstant = (instant: string, zone: string, language: Language): string =>
  clockIn(zone, language).format(Date.parse(instant));

/** What both ends share is said once: 1–22 November 2026. */
export const printPeriod = (period: Period, zone: string, language: Language): string => {
  const format = period.kind === 'days' ? calendarOf(language) : clockIn(zone, language);
  return format.formatRange(Date.parse(period.from), Date.parse(period.to));
};

/** `Asia/Almaty, UTC+5` as it was at that instant (epoch milliseconds). */
export const printZone = (zone: string, instant: number): string => {
  const minutes = zoneOffset(instant, zone) / 60_000;
  const clock = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16);
  return `${zone}, UTC${minutes < 0 ? '−' : '+'}${clock.replace(/^0/, '').replace(/:00$/, '')}`;
};
