import { describe, expect, it } from 'vitest';
import { readTypedLine } from '../../../src/domain/document/typed-line.ts';
import { typedDocument } from '../../../src/domain/document/typed-document.ts';

const today = '2026-11-22';
const read = (line: string) => readTypedLine(line, today);

describe('a document typed in one line', () => {
  it('is a Russian internal passport in the order of its page', () => {
    expect(read('4511 123456 Щербакова Юлия Юрьевна 15.03.1990 ж 20.07.2011 770-056')).toEqual({
      type: 'internal-passport',
      issuer: 'RUS',
      number: '4511 123456',
      surname: 'Щербакова',
      givenNames: 'Юлия',
      patronymic: 'Юрьевна',
      sex: 'F',
      birthDate: '15.03.1990',
      issueDate: '20.07.2011',
      issuingUnit: '770-056',
    });
  });

  it.each([
    ['щербакова юлия 15.03.1990 45 11 123456 ж', '45 11 123456'],
    ['№ 4511123456, Щербакова Юлия, Ж, 15.03.1990', '4511123456'],
  ])('in any order: %s', (line, number) => {
    expect(read(line)).toMatchObject({ number, givenNames: /юлия/i.exec(line)?.[0], birthDate: '15.03.1990' });
  });

  it('tells a passport that ends from one that was issued', () => {
    expect(read('751234567 EZHOV FEDOR M 12.11.1990 01.02.2031 RU')).toEqual({
      type: 'passport',
      issuer: 'RUS',
      citizenship: 'RUS',
      number: '751234567',
      surname: 'EZHOV',
      givenNames: 'FEDOR',
      sex: 'M',
      birthDate: '12.11.1990',
      expiryDate: '01.02.2031',
    });
  });

  it('knows a personal number by its length, and a card by its state', () => {
    expect(read('012345678 Серікова Әлия 01.02.1988 ә KZ 880201450123')).toMatchObject({
      type: 'id-card',
      issuer: 'KAZ',
      number: '012345678',
      personalNumber: '880201450123',
      sex: 'F',
    });
  });

  it('does not take a short family name for a state', () => {
    expect(read('Ли Ан 751234567')).toMatchObject({ surname: 'Ли', givenNames: 'Ан', number: '751234567' });
  });

  it('gives a document the desk can decide on', () => {
    const { document, problems, missing } = typedDocument(
      read('4511 123456 Щербакова Юлия Юрьевна 15.03.1990 ж 20.07.2011'),
      today,
    );
    expect(problems).toEqual([]);
    expect(missing).toEqual([]);
    expect(document).toMatchObject({
      number: '4511 123456',
      nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' },
      birthDate: '1990-03-15',
      sex: 'F',
      citizenship: 'RUS',
    });
  });

  it('says nothing of an empty line, and never throws', () => {
    expect(read('')).toEqual({});
    expect(read('// 0 \u0000 ﷽')).toEqual(expect.any(Object));
  });
});
