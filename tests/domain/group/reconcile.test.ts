import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { PartialDocument } from '../../../src/domain/document/travel-document.ts';
import { readPassengerList } from '../../../src/domain/group/passenger-list.ts';
import { reconcile, type ScannedPassenger } from '../../../src/domain/group/reconcile.ts';
import { inventPerson } from '../../../src/domain/demo-people.ts';
import { createDice } from '../../../src/domain/demo-random.ts';

const scan = (
  id: string,
  surname: string,
  givenNames: string,
  number: string,
  birthDate = '1990-01-01',
): ScannedPassenger => ({
  id,
  document: {
    type: 'passport',
    format: 'TD3',
    issuer: 'RUS',
    citizenship: 'RUS',
    surname,
    givenNames,
    number,
    birthDate,
  },
});
const listOf = (text: string) => readPassengerList(text, '2026-11-22').passengers;
const ezhov = scan('a', 'EZHOV', 'FEDOR', '751234567');
const shaw = scan('b', 'SHCHERBAKOVA', 'IULIIA', '751234568');

describe('a list and a stack of documents', () => {
  it('pairs whoever is on both, in any order and either alphabet', () => {
    const list = listOf('Щербакова Юлия 75 1234568\nЕжов Фёдор Ильич 75 1234567');
    expect(reconcile(list, [ezhov, shaw])).toEqual({ paired: 2, mismatches: [] });
  });

  it('names who is missing and who is too many', () => {
    const list = listOf('Ежов Фёдор 751234567\nСерікова Әлия N12345678');
    expect(reconcile(list, [ezhov, shaw]).mismatches).toEqual([
      { kind: 'extra', id: 'b' },
      { kind: 'missing', listed: list[1] },
    ]);
  });

  it('says that two documents changed hands', () => {
    const list = listOf('Ежов Фёдор 751234568\nЩербакова Юлия 751234567');
    const { mismatches, paired } = reconcile(list, [ezhov, shaw]);
    expect(paired).toBe(0);
    expect(mismatches).toEqual([
      { kind: 'swapped', id: 'a', byNumber: list[1], byName: list[0] },
      { kind: 'swapped', id: 'b', byNumber: list[0], byName: list[1] },
    ]);
  });

  it('pairs by name where the number was mistyped, and says what differs', () => {
    const list = listOf('Ежов Фёдор 751234561 02.01.1990');
    expect(reconcile(list, [ezhov]).mismatches).toEqual([
      { kind: 'differs', id: 'a', listed: list[0], on: ['number', 'birth-date'] },
    ]);
  });

  it('pairs by number where the name is another, and says so', () => {
    const list = listOf('Петров Пётр 751234567');
    expect(reconcile(list, [ezhov]).mismatches).toEqual([{ kind: 'differs', id: 'a', listed: list[0], on: ['name'] }]);
  });

  it('tells namesakes apart by their dates of birth', () => {
    const older = scan('c', 'EZHOV', 'FEDOR', '751234569', '1960-01-01');
    const list = listOf('Ежов Фёдор 01.01.1960\nЕжов Фёдор 01.01.1990');
    expect(reconcile(list, [ezhov, older])).toEqual({ paired: 2, mismatches: [] });
  });

  it('names a document that lay twice in the stack', () => {
    const list = listOf('Ежов Фёдор 751234567');
    expect(reconcile(list, [ezhov, { ...ezhov, id: 'z' }])).toEqual({
      paired: 1,
      mismatches: [{ kind: 'repeated', id: 'z', first: 'a' }],
    });
  });

  it('pairs any bus with its own list, however shuffled, and accounts for every line and document', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(5), fc.nat(5), (seed, missing, extra) => {
        const dice = createDice(seed);
        const people = Array.from({ length: 20 }, (_, i) => ({
          id: `p${i}`,
          document: inventPerson(dice, 20_779).document as PartialDocument,
        }));
        const numbers = new Set(people.map(({ document }) => document.number));
        fc.pre(numbers.size === people.length);
        const lines = people
          .slice(extra)
          .map(({ document }, i) => ({ line: i + 1, name: '', number: document.number ?? '' }))
          .reverse();
        const { paired, mismatches } = reconcile(lines, people.slice(0, people.length - missing));
        expect(paired).toBe(people.length - missing - extra);
        expect(mismatches.filter(({ kind }) => kind === 'missing')).toHaveLength(missing);
        expect(mismatches.filter(({ kind }) => kind === 'extra')).toHaveLength(extra);
      }),
      { numRuns: 60 },
    );
  });
});
