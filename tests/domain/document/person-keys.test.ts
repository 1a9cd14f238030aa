import { describe, expect, it } from 'vitest';
import { nameKey } from '../../../src/domain/document/name-key.ts';
import { parseMrz } from '../../../src/domain/document/mrz.ts';
import { personKeys } from '../../../src/domain/document/person-keys.ts';
import { typedDocument } from '../../../src/domain/document/typed-document.ts';

const today = '2026-11-22';

describe('one key for the spellings of a name', () => {
  const same = [
    ['АРТЁМОВ', 'АРТЕМОВ', 'ARTEMOV', 'ARTYOMOV', 'ARTIOMOV'],
    ['СЕРГЕЙ', 'СЕРГЕИ', 'SERGEI', 'SERGEY'],
    ['ЩЕРБАКОВА', 'SHCHERBAKOVA'],
    ['ЮЛИЯ', 'IULIIA', 'YULIYA', 'YULIIA'],
    ['ХАСАНОВ', 'KHASANOV', 'HASANOV'],
    ['ЦОЙ', 'TSOI', 'TSOY', 'TCOI'],
    ['ҚАЙРАТ', 'КАЙРАТ', 'KAIRAT', 'QAIRAT', 'KAYRAT'],
    ['ӨМІРЗАҚ', 'OMIRZAK', 'OMIRZAQ'],
    ['ЖАННА', 'ZHANNA'],
    ['АЛЬ-БАСРИ', 'AL BASRI', 'ALBASRI'],
    ["O'CONNOR", 'OCONNOR'],
  ];
  for (const spellings of same) {
    it(spellings.join(' '), () => {
      expect(new Set(spellings.map(nameKey)).size).toBe(1);
    });
  }

  it('keeps different names apart', () => {
    const names = ['ИВАНОВ', 'ИВАНОВА', 'ПЕТРОВ', 'ШАРОВ', 'ЧАРОВ', 'ЖАРОВ', 'ZAROV', 'KAIRAT', 'KANAT'];
    expect(new Set(names.map(nameKey)).size).toBe(names.length);
  });
});

describe('a person is found again', () => {
  const scanned = parseMrz(
    'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98',
    today,
  )?.document;
  const shared = (a: readonly string[], b: readonly string[]) => a.filter((key) => b.includes(key));

  it('by the number, scanned or typed', () => {
    const typed = typedDocument({ number: '4511123456' }, today).document;
    expect(scanned && typed && shared(personKeys(scanned), personKeys(typed))).toEqual(['document RUS 4511123456']);
  });

  it('by name, birth date and citizenship on another document', () => {
    const passport = typedDocument(
      {
        number: '711234567',
        issuer: 'RUS',
        surname: 'SHCHERBAKOVA',
        givenNames: 'IULIIA',
        birthDate: '15.03.1990',
        sex: 'F',
      },
      today,
    ).document;
    expect(scanned && passport && shared(personKeys(scanned), personKeys(passport))).toHaveLength(1);
  });

  it('by a personal number only where its scheme holds', () => {
    const base = { type: 'id-card', format: 'TD1' } as const;
    expect(personKeys({ ...base, issuer: 'KAZ', personalNumber: '900101350003' })).toEqual([
      'personal kz-iin 900101350003',
    ]);
    expect(personKeys({ ...base, issuer: 'KAZ', personalNumber: '900101350004' })).toEqual([]);
    expect(personKeys({ ...base, issuer: 'DEU', personalNumber: '2108' })).toEqual([]);
  });
});
