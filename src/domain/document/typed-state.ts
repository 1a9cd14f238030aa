import { findState, states, widenState } from './states.ts';

const plain = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll('Ё', 'Е')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

/** Names people use beside the list's. */
const spoken: Readonly<Record<string, string>> = {
  РФ: 'RUS',
  'РОССИЙСКАЯ ФЕДЕРАЦИЯ': 'RUS',
  'RUSSIAN FEDERATION': 'RUS',
  РК: 'KAZ',
  ҚР: 'KAZ',
  'РЕСПУБЛИКА КАЗАХСТАН': 'KAZ',
  РБ: 'BLR',
  БЕЛОРУССИЯ: 'BLR',
  'РЕСПУБЛИКА БЕЛАРУСЬ': 'BLR',
  КР: 'KGZ',
  КИРГИЗИЯ: 'KGZ',
  'КЫРГЫЗСКАЯ РЕСПУБЛИКА': 'KGZ',
  КИРГИЗСТАН: 'KGZ',
  МОЛДАВИЯ: 'MDA',
  ТУРКМЕНИЯ: 'TKM',
  ФРГ: 'DEU',
  КНР: 'CHN',
  США: 'USA',
  USA: 'USA',
  UK: 'GBR',
  КОРЕЯ: 'KOR',
};

const byName = new Map(
  states.flatMap(({ code, alpha2, name }) =>
    [name.en, name.ru, name.kk, alpha2 ?? code].map((word): [string, string] => [plain(word), code]),
  ),
);

/** Three-letter code for a state typed by two or three letters or by its name in any of the three languages. */
export const readTypedState = (text: string): string | undefined => {
  const word = plain(text);
  if (findState(widenState(word))) return widenState(word);
  return spoken[word] ?? byName.get(word);
};
