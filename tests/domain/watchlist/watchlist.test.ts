import { describe, expect, it } from 'vitest';
import { parseMrz } from '../../../src/domain/document/mrz.ts';
import { matchLine, readList } from '../../../src/domain/watchlist/match-lines.ts';
import { indexWatchlist, matchWatchlist } from '../../../src/domain/watchlist/match-watchlist.ts';
import { parseWatchlistCsv } from '../../../src/domain/watchlist/watchlist-csv.ts';

const today = '2026-11-22';
const list = [
  '\uFEFFid;names;birth date;document numbers;citizenship;reason',
  'W1;"Щербакова Юлия Юрьевна|SHCHERBAKOVA YULIYA";15.03.1990;;RU;"Запрет на въезд; суд"',
  'W2;;;45 11 123456;;Утерян',
  'W3;PETROV PETR;1980;;RUS;год рождения',
  'W4;IVANOV IVAN;;;;без даты',
  'W5;SIDOROV;32.01.1980;;;',
  'W1;ORLOV ORLAN;01.01.1980;;;повтор',
  'W6;ORLOV ORLAN;01.01.80;;;век',
  'W7;ORLOV ORLAN;01.01.1980;;Атлантида;',
  'W8;ORLOV ORLAN;01.01.1980;;;;;много',
  '',
  'W9;"незакрыто;01.01.1980',
].join('\r\n');

const scan = (first: string, second: string) =>
  parseMrz(`${first}\n${second}`, today)?.document ?? { type: 'other', format: 'none' };
const shcherbakova = scan(
  'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<',
  '4511234569RUS9003152F<<<<<<<1110720770056<98',
);

describe('a list in CSV', () => {
  const { entries, problems } = parseWatchlistCsv(list);

  it('gives its sound lines', () => {
    expect(entries.map(({ id }) => id)).toEqual(['W1', 'W2', 'W3']);
    expect(entries[0]).toEqual({
      id: 'W1',
      names: ['Щербакова Юлия Юрьевна', 'SHCHERBAKOVA YULIYA'],
      birthDate: '1990-03-15',
      documentNumbers: [],
      citizenship: 'RUS',
      reason: 'Запрет на въезд; суд',
    });
  });

  it('names the faulty ones by line', () => {
    expect(problems).toEqual([
      { line: 5, code: 'name-without-birth-date' },
      { line: 6, code: 'bad-date' },
      { line: 7, code: 'repeated-id' },
      { line: 8, code: 'bad-date' },
      { line: 9, code: 'unknown-state' },
      { line: 10, code: 'too-many-columns' },
      { line: 12, code: 'open-quote' },
    ]);
  });

  it('reads commas as well, and refuses a file without a header', () => {
    expect(parseWatchlistCsv('name,dob,number\n"PETROV, PETR",1980-01-01,AB123').entries[0]?.names).toEqual([
      'PETROV, PETR',
    ]);
    expect(parseWatchlistCsv('hello\nworld')).toEqual({ entries: [], problems: [{ line: 1, code: 'no-header' }] });
    expect(parseWatchlistCsv('')).toEqual({ entries: [], problems: [{ line: 1, code: 'no-header' }] });
  });
});

describe('matching', () => {
  const index = indexWatchlist(parseWatchlistCsv(list).entries);

  it('hits on number, and on name with birth date, with evidence', () => {
    expect(matchWatchlist(index, shcherbakova)).toEqual([
      {
        entry: 'W2',
        score: 1,
        reason: 'Утерян',
        evidence: [{ on: 'document-number', theirs: '45 11 123456', ours: '4511 123456' }],
      },
      {
        entry: 'W1',
        score: 0.9,
        reason: 'Запрет на въезд; суд',
        evidence: [
          { on: 'name', theirs: 'Щербакова Юлия Юрьевна', ours: 'ЩЕРБАКОВА ЮЛИЯ ЮРЬЕВНА' },
          { on: 'birth-date', theirs: '1990-03-15', ours: '1990-03-15' },
          { on: 'citizenship', theirs: 'RUS', ours: 'RUS' },
        ],
      },
    ]);
  });

  it('does not hit another patronymic, another day, or a name alone', () => {
    const other = { ...shcherbakova, number: '4511 999999' };
    const named = (patronymic: string) => ({
      ...other,
      nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic },
    });
    const onlyCyrillic = indexWatchlist([
      { id: 'W', names: ['Щербакова Юлия Юрьевна'], birthDate: '1990-03-15', documentNumbers: [], reason: '' },
    ]);
    expect(matchWatchlist(onlyCyrillic, named('ЮРЬЕВНА'))).toHaveLength(1);
    expect(matchWatchlist(onlyCyrillic, named('ПЕТРОВНА'))).toEqual([]);
    expect(matchWatchlist(onlyCyrillic, { ...other, birthDate: '1990-03-16' })).toEqual([]);
  });

  it('takes a year of birth for every day in it', () => {
    const petrov = {
      type: 'passport',
      format: 'TD3',
      surname: 'PETROV',
      givenNames: 'PETR',
      birthDate: '1980-07-01',
    } as const;
    expect(matchWatchlist(index, petrov).map(({ entry }) => entry)).toEqual(['W3']);
    expect(matchWatchlist(index, { ...petrov, birthDate: '1981-07-01' })).toEqual([]);
  });
});

describe('lists and queries as JSON lines', () => {
  it('answers each line and passes over what is none', () => {
    const { index, problems } = readList('{"id":"A","names":["Петров Пётр"],"birthDate":"1980-01-01"}\nnonsense\n');
    expect(problems).toEqual([{ line: 2, code: 'bad-line' }]);
    expect(matchLine('{"id":7,"names":["PYOTR PETROV"],"birthDate":"1980-01-01"}', index)).toMatchObject({
      id: 7,
      hits: [{ entry: 'A', score: 0.9 }],
    });
    expect(matchLine('{"names":[]}', index)).toBeUndefined();
  });
});
