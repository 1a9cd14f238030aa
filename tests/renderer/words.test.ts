import { describe, expect, it } from 'vitest';
import { en } from '../../src/renderer/i18n/en.ts';
import { kk } from '../../src/renderer/i18n/kk.ts';
import { ru } from '../../src/renderer/i18n/ru.ts';
import { createWords, type Language } from '../../src/renderer/i18n/languages.ts';

type Tree = { readonly [key: string]: string | Tree };
const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
const all: Record<Language, Map<string, string>> = {
  kk: new Map(flatten(kk as Tree)),
  ru: new Map(flatten(ru as Tree)),
  en: new Map(flatten(en as Tree)),
};
const sources = import.meta.glob('../../src/renderer/**/*.{ts,vue}', { query: '?raw', import: 'default', eager: true });
const code = Object.entries(sources as Record<string, string>)
  .filter(([path]) => !/i18n\/(kk|ru|en)/.test(path))
  .map(([, text]) => text)
  .join('\n');
const holes = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

/** Words that are the same in two languages and should be: signs, addresses, names of formats. */
const sameEverywhere = new Set([
  'app.unset',
  'manual.unitHint',
  'sync.urlHint',
  'lane.announce',
  'tally.pdf',
  'tally.csv',
  'audit.csv',
  'tallyFile.xlsx',
  'tallyFile.json',
  'findings.by',
  'slip.sheet',
]);

describe.each(Object.keys(all) as Language[])('the words in %s', (language) => {
  const words = all[language];

  it('say the same things as the English ones, with the same holes', () => {
    expect([...words.keys()].sort()).toEqual([...all.en.keys()].sort());
    for (const [key, text] of words) expect([key, holes(text)]).toEqual([key, holes(all.en.get(key) ?? '')]);
  });

  it('are words: never empty, never a key, never English left over', () => {
    for (const [key, text] of words) {
      expect(text.trim(), key).not.toBe('');
      expect(text).not.toBe(key);
      if (language !== 'en' && !sameEverywhere.has(key)) expect([key, text]).not.toEqual([key, all.en.get(key)]);
    }
  });

  it('are neutral: no “Error”, no “please”', () => {
    for (const [key, text] of words)
      expect([key, text]).not.toEqual([
        key,
        expect.stringMatching(/\b(error|please)\b|ошибк|пожалуйста|қате жіберіл|өтінеміз/i),
      ]);
  });
});

describe('the page', () => {
  it('names no word that is not there', () => {
    const named = [...code.matchAll(/'([a-z][A-Za-z]+\.[a-z][A-Za-z0-9-]+)'/g)].map((match) => match[1] ?? '');
    const groups = new Set([...all.en.keys()].map((key) => key.split('.')[0]));
    const known = named.filter((key) => groups.has(key.split('.')[0] ?? ''));
    expect(known.length).toBeGreaterThan(100);
    expect(known.filter((key) => !all.en.has(key))).toEqual([]);
  });

  it.each([
    ['ru', 1, '1 не отправлена'],
    ['ru', 3, '3 не отправлены'],
    ['ru', 5, '5 не отправлено'],
    ['ru', 11, '11 не отправлено'],
    ['ru', 21, '21 не отправлена'],
    ['ru', 112, '112 не отправлено'],
    ['kk', 2, '2 жіберілмеген'],
    ['en', 1, '1 unsent'],
  ] as const)('counts in %s: %i', (language, n, text) => {
    const { t } = createWords(language).global;
    expect(t('status.unsent', { n }, n)).toBe(text);
  });
});
