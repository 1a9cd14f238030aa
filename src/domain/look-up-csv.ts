import { csvLine } from './csv-line.ts';
import type { Language } from './tally-words.ts';

/** One look-up as it is shown to whoever audits it; times are local to the post. */
export type LookUpLine = {
  readonly at: string;
  readonly officer: string;
  readonly reason: string;
  readonly by: readonly string[];
  readonly query?: string | undefined;
  readonly results: number;
  readonly people: readonly string[];
};

const headings: Readonly<Record<Language, readonly string[]>> = {
  kk: ['Уақыты', 'Жетон', 'Неліктен', 'Не бойынша', 'Не сұралды', 'Табылғаны', 'Кім көрінді'],
  ru: ['Время', 'Жетон', 'Почему', 'По чему', 'Что искали', 'Найдено', 'Кого видели'],
  en: ['Time', 'Badge', 'Why', 'By', 'Asked', 'Found', 'Seen'],
};

/** Who looked at whom, as a spreadsheet opens it. */
export const lookUpCsv = (lines: readonly LookUpLine[], language: Language): string =>
  `\uFEFF${csvLine(headings[language])}${lines
    .map(({ at, officer, reason, by, query = '', results, people }) =>
      csvLine([at, officer, reason, by.join(', '), query, String(results), people.join('; ')]),
    )
    .join('')}`;
