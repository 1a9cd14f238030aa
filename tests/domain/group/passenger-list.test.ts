import { describe, expect, it } from 'vitest';
import { readPassengerList } from '../../../src/domain/group/passenger-list.ts';

const today = '2026-11-22';
const read = (text: string) => readPassengerList(text, today);

describe('a passenger list', () => {
  it('is read as pasted from a spreadsheet with headings', () => {
    const text = [
      'ФИО\tПаспорт\tДата рождения\tГражданство',
      'Ежов Фёдор Ильич\t7010 123456\t12.11.1990\tРоссия',
      'Серікова Әлия\tN12345678\t1.2.1988\tKZ',
    ].join('\r\n');
    expect(read(text)).toEqual({
      passengers: [
        { line: 2, name: 'Ежов Фёдор Ильич', number: '7010 123456', birthDate: '1990-11-12', citizenship: 'RUS' },
        { line: 3, name: 'Серікова Әлия', number: 'N12345678', birthDate: '1988-02-01', citizenship: 'KAZ' },
      ],
      problems: [],
    });
  });

  it('joins surname, name and series and number from their columns', () => {
    const [one] = read('№;Фамилия;Имя;Отчество;Серия;Номер\n1;Ежов;Фёдор;Ильич;7010;123456').passengers;
    expect(one).toEqual({ line: 2, name: 'Ежов Фёдор Ильич', number: '7010 123456' });
  });

  it.each([
    ['1. Ежов Фёдор Ильич 7010 123456 12.11.1990', 'Ежов Фёдор Ильич', '7010 123456', '1990-11-12', undefined],
    ['Ezhov Fedor, 751234567, RUS', 'Ezhov Fedor', '751234567', undefined, 'RUS'],
    ['12) 01.02.88 Серікова Әлия N 12345678', 'Серікова Әлия', 'N 12345678', '1988-02-01', undefined],
    ['AN1234567', '', 'AN1234567', undefined, undefined],
    ['Ли Ан', 'Ли Ан', undefined, undefined, undefined],
  ])('understands the line %s', (line, name, number, birthDate, citizenship) => {
    const [one] = read(line).passengers;
    expect({ ...one }).toEqual({
      line: 1,
      name,
      ...(number && { number }),
      ...(birthDate && { birthDate }),
      ...(citizenship && { citizenship }),
    });
  });

  it('names the lines that name nobody, and keeps the rest', () => {
    expect(read('список\n\n---\nЕжов Фёдор')).toEqual({
      passengers: [
        { line: 1, name: 'список' },
        { line: 4, name: 'Ежов Фёдор' },
      ],
      problems: [{ line: 3, code: 'nobody-named' }],
    });
  });

  it('leaves out a cell it cannot read instead of guessing', () => {
    expect(read('ФИО;Дата рождения\nЕжов Фёдор;31.02.1990').passengers).toEqual([{ line: 2, name: 'Ежов Фёдор' }]);
  });

  it('tells of a quote that never closes', () => {
    expect(read('ФИО;Паспорт\n"Ежов;1').problems).toEqual([{ line: 2, code: 'open-quote' }]);
  });
});
