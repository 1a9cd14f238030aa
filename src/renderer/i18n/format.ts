import { useI18n } from 'vue-i18n';
import { findState } from '../../domain/document/states.ts';
import { citedIn, type Finding } from '../../domain/finding.ts';
import type { Localised } from '../../domain/post.ts';
import { useStation } from '../stores/station.ts';
import type { Language } from './languages.ts';

const kazakhMonths = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ');
const englishMonths = 'January February March April May June July August September October November December'.split(
  ' ',
);
const russianMonths = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
const months: Record<Language, readonly string[]> = { kk: kazakhMonths, ru: russianMonths, en: englishMonths };

/** `2027-02-19` in words. Browsers ship no Kazakh months, so the names stand here for all three. */
export const dayInWords = (day: string, language: Language): string => {
  const [year, month, date] = day.slice(0, 10).split('-');
  if (!month) return year ?? day;
  const name = months[language][Number(month) - 1] ?? month;
  if (!date) return `${name} ${year}`;
  return language === 'kk' ? `${year} ж. ${Number(date)} ${name}` : `${Number(date)} ${name} ${year}`;
};

/** `19.02.2027`, as documents print it and officers type it. */
const shortDay = (day: string): string => day.slice(0, 10).split('-').reverse().join('.');

const partsAt = (instant: string, zone: string): { day: string; time: string } => {
  // Swedish writes ISO dates; the language of the page does not matter to figures.
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(instant),
  );
  const [day = '', time = ''] = text.split(' ');
  return { day, time };
};

/** Dates, times and figures in the language of the page and the zone of the post. */
export const useFormat = () => {
  const { t, locale } = useI18n();
  const station = useStation();
  const language = (): Language => locale.value as Language;

  const timeOf = (instant: string): string => partsAt(instant, station.zone).time;
  const localDay = (instant: string): string => partsAt(instant, station.zone).day;
  const momentOf = (instant: string): string => {
    const { day, time } = partsAt(instant, station.zone);
    return day === localDay(new Date(station.now()).toISOString()) ? time : `${shortDay(day)} ${time}`;
  };
  const duration = (minutes: number): string => {
    const whole = Math.max(0, Math.floor(minutes));
    if (whole >= 48 * 60) return t('ages.daysShort', { n: Math.floor(whole / 1440) });
    if (whole < 60) return t('ages.minutesShort', { n: whole });
    return t('ages.hoursShort', { h: Math.floor(whole / 60), m: whole % 60 });
  };
  const age = (instant: string): string => {
    const minutes = Math.floor((station.now() - Date.parse(instant)) / 60_000);
    if (minutes < 1) return t('ages.now');
    if (minutes < 60) return t('ages.minutes', { n: minutes });
    const hours = Math.floor(minutes / 60);
    return hours < 48
      ? t('ages.hours', { n: hours })
      : t('ages.days', { n: Math.floor(hours / 24) }, Math.floor(hours / 24));
  };
  const ago = (instant: string): string => {
    const minutes = Math.floor((station.now() - Date.parse(instant)) / 60_000);
    if (minutes < 1) return t('ago.now');
    if (minutes < 60) return t('ago.minutes', { n: minutes });
    const hours = Math.floor(minutes / 60);
    const days = Math.floor(hours / 24);
    return hours < 48 ? t('ago.hours', { n: hours }) : t('ago.days', { n: days }, days);
  };
  /** A local day and time of the post as epoch milliseconds; NaN where there is no such day. */
  const instantOf = (day: string, time: string): number => {
    const local = Date.parse(`${day}T${time}:00Z`);
    if (Number.isNaN(local)) return local;
    const there = partsAt(new Date(local).toISOString(), station.zone);
    return 2 * local - Date.parse(`${there.day}T${there.time}:00Z`);
  };
  return {
    day: (day: string): string => dayInWords(day, language()),
    month: (day: string): string => (months[language()][Number(day.slice(5, 7)) - 1] ?? '').slice(0, 3),
    shortDay,
    timeOf,
    localDay,
    momentOf,
    /** Day and time, also of today: for what is signed. */
    fullMoment: (instant: string): string => `${shortDay(localDay(instant))} ${timeOf(instant)}`,
    duration,
    age,
    ago,
    instantOf,
    // Browsers ship no Kazakh figures; they are grouped as in Russian.
    number: (value: number): string => new Intl.NumberFormat(language() === 'en' ? 'en' : 'ru').format(value),
    stateName: (code: string): string => findState(code)?.name[language()] ?? code,
    postName: (id: string): string => station.posts.get(id)?.name[language()] ?? id,
    said: (text: Localised): string => text[language()],
    cited: (source: Pick<Finding, 'citation' | 'cited'>): string => citedIn(source, language()),
  };
};
