import { expect, it } from 'vitest';
import { collation } from '../../src/renderer/i18n/collation.ts';

it('sorts Kazakh names by the Kazakh alphabet', () => {
  const names = ['Үлгі', 'Ұба', 'Уба', 'Қосақ', 'Кәмелек', 'Әуе', 'Ауыл', 'Жайсан', 'Құрманғазы', 'Қайрақ', 'Ауылтөбе'];
  expect(names.toSorted(collation('kk'))).toEqual([
    ...['Ауыл', 'Ауылтөбе', 'Әуе', 'Жайсан', 'Кәмелек', 'Қайрақ', 'Қосақ', 'Құрманғазы', 'Уба', 'Ұба', 'Үлгі'],
  ]);
});

it('sorts Russian names with Ё beside Е', () => {
  expect(['Жайсан', 'Ёлка', 'Ель', 'Еж'].toSorted(collation('ru'))).toEqual(['Еж', 'Ёлка', 'Ель', 'Жайсан']);
});
