import { decodeReversible, repairReversible } from './reversible-cyrillic.ts';
import type { NativeName } from './travel-document.ts';
import type { Problem } from './reading.ts';

export type InternalNames = {
  readonly surname: string;
  readonly givenNames: string;
  readonly patronymic?: string;
  readonly nativeName: NativeName;
  readonly problems: readonly Problem[];
};

/** Words that follow a father's name of Turkic form and belong to the patronymic. */
const suffixWords = new Set(['ОГЛЫ', 'ОГЛУ', 'КЫЗЫ', 'КИЗИ', 'УГЛИ', 'УУЛУ', 'УЛЫ', 'ГЫЗЫ']);
const patronymicEnd = /(?:ИЧ|ВНА|ЧНА)$/;

/** Where the patronymic begins among the words after the surname: the entry keeps no mark between it and a second name. */
const patronymicAt = (words: readonly string[]): number => {
  const last = decodeReversible(words.at(-1) ?? '');
  if (words.length > 2 && suffixWords.has(last)) return words.length - 2;
  if (words.length > 2 && patronymicEnd.test(last)) return words.length - 1;
  return 1;
};

/**
 * Which parts a full line cut (domain.md §4.6): a name at 42 with the patronymic's initial at 44, or the patronymic alone.
 * A patronymic with its ending whole was not cut; a man's -ИЧ may be the start of a woman's -ИЧНА.
 */
const cutFields = (field: string, patronymic: string, sex: string | undefined): string[] => {
  if (!/[A-Z0-9]$/.test(field)) return [];
  if (field.charAt(37) === '<') {
    const surnameCut = field.slice(34, 36) === '<<' && field.charAt(36) !== '<';
    return [surnameCut ? 'surname' : 'givenNames', 'patronymic'];
  }
  const whole = sex === 'M' ? /ИЧ$/ : /(?:ВНА|ЧНА)$/;
  return whole.test(decodeReversible(patronymic)) ? [] : [patronymic === '' ? 'givenNames' : 'patronymic'];
};

/** Reads positions 6–44 of line 1 of a Russian internal passport. Digits are letters here and stay so. */
export const readInternalNames = (raw: string, sex: string | undefined): InternalNames => {
  const field = repairReversible(raw.trimEnd());
  const at = field.indexOf('<<');
  const surname = (at < 0 ? field : field.slice(0, at)).replace(/<+/g, ' ').trim();
  const words = at < 0 ? [] : field.slice(at).split(/<+/).filter(Boolean);
  const split = patronymicAt(words);
  const givenNames = words.slice(0, split).join(' ');
  const patronymic = words.slice(split).join(' ');
  const problems: Problem[] = cutFields(field.padEnd(39, '<'), patronymic, sex).map((name) => ({
    field: name,
    code: 'truncated-name',
  }));
  if (field !== raw.trimEnd()) problems.push({ field: 'surname', code: 'repaired' });
  if (/[^A-Z0-9<]/.test(field)) problems.push({ field: 'surname', code: 'bad-character' });
  if (raw.includes(' ')) problems.push({ field: 'surname', code: 'line-length' });
  return {
    surname,
    givenNames,
    ...(patronymic === '' ? {} : { patronymic }),
    nativeName: {
      surname: decodeReversible(surname),
      givenNames: decodeReversible(givenNames),
      ...(patronymic === '' ? {} : { patronymic: decodeReversible(patronymic) }),
    },
    problems,
  };
};

/** `SSSS NNNNNN` from the number field (three digits of the series, six of the number) and the series' last digit. */
export const joinInternalNumber = (number: string, seriesEnd: string | undefined): string | undefined =>
  seriesEnd === undefined || !/^\d{9}$/.test(number)
    ? undefined
    : `${number.slice(0, 3)}${seriesEnd} ${number.slice(3)}`;
