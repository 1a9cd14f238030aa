import { createI18n } from 'vue-i18n';
import { en, type Messages } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';

export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** one, few, many of Russian in the order the messages are written in (CLDR plural rules). */
const russian = (count: number, choices: number): number => {
  if (choices < 3) return count === 1 ? 0 : 1;
  const tens = count % 100;
  const ones = count % 10;
  if (ones === 1 && tens !== 11) return 0;
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
};

export const createWords = (language: Language) =>
  createI18n<[Messages], Language, false>({
    legacy: false,
    locale: language,
    messages: { kk, ru, en },
    pluralRules: { ru: russian },
  });
