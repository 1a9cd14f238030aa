import { describe, expect, it } from 'vitest';
import { membersOf, packMembers, type PhraseBook } from '../../../src/adapters/sqlite/body-codec.ts';
import { bodyValues } from '../../../src/adapters/sqlite/body-values.ts';
import { inventDraft } from '../../faults/crossing-draft.ts';
import { createDice } from '../../../src/domain/demo-random.ts';

const createBook = (): PhraseBook => {
  const texts: string[] = [''];
  return {
    text: (id) => texts[id],
    learn: (text) => {
      const known = texts.indexOf(text);
      return known > 0 ? known : texts.push(text) - 1;
    },
  };
};

describe('the values of a stored body', () => {
  it('are those that were stored', () => {
    const dice = createDice(6);
    const book = createBook();
    for (let i = 0; i < 300; i += 1) {
      const { body } = inventDraft(dice);
      expect(bodyValues(packMembers(membersOf(body), book), book)).toEqual(body);
    }
  });

  it.each<[string, Record<string, unknown>]>([
    ['numbers and days', { seconds: 4.05, count: 0, days: ['2026-11-22', '2026-02-30'], words: 'a 12, "b": 3.5' }],
    ['what has no phrase', { negative: -3, large: 1e21, deep: { list: [1, [2.5, { of: 7 }]], none: null }, empty: {} }],
    [
      'names and long words',
      { long: 'a'.repeat(700), 'a "quoted" name': 1, 'a:5.': 2, day: '2026-11-22T10:00:00.000Z' },
    ],
  ])('are those of odd bodies: %s', (_, body) => {
    const book = createBook();
    expect(bodyValues(packMembers(membersOf(body), book), book)).toEqual(body);
  });

  it('leave out a member nobody needs, and read on behind it', () => {
    const book = createBook();
    const stored = packMembers(membersOf({ age: 30, stay: { remaining: 20, used: 70 }, until: 9 }), book);
    expect(bodyValues(stored, book, 'stay')).toEqual({ age: 30, until: 9 });
  });

  it('are shared between bodies, so that nobody may change them', () => {
    const book = createBook();
    const values = bodyValues(packMembers(membersOf({ pack: { id: 'kz' } }), book), book);
    expect(() => Object.assign(values['pack'] as object, { id: 'ru' })).toThrow(TypeError);
  });
});
