import { expect, it } from 'vitest';
import type { TravelDocument } from '../../src/domain/document/travel-document.ts';
import { correctedNames, namesOf } from '../../src/renderer/components/corrected-names.ts';

const document: TravelDocument = {
  type: 'internal-passport',
  format: 'PNRUS',
  issuer: 'RUS',
  number: '4511 123456',
  surname: 'SHCHERBAKOVA',
  givenNames: 'IULIIA',
  nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' },
  birthDate: '1990-03-15',
  sex: 'F',
  citizenship: 'RUS',
};
const { nativeName, ...latin } = document;

it('shows native names where there are any, and changes nothing where nothing was typed', () => {
  expect(namesOf(document)).toEqual({ surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' });
  expect(namesOf(undefined)).toEqual({ surname: '', givenNames: '', patronymic: '' });
  expect(correctedNames(document, namesOf(document))).toEqual({});
  expect(correctedNames(latin, namesOf(latin))).toEqual({});
  expect(correctedNames(document, { ...namesOf(document), surname: ' ' })).toEqual({});
});

it('changes both writings of a name, and makes no half of a native one', () => {
  expect(correctedNames(document, { ...namesOf(document), surname: 'Щербаков' })).toMatchObject({
    surname: expect.stringMatching(/^[A-Z0-9]+$/),
    nativeName: { ...nativeName, surname: 'ЩЕРБАКОВ' },
  });
  expect(correctedNames({ ...latin, type: 'passport' }, { ...namesOf(latin), surname: 'Сапаров' })).toEqual({
    surname: 'SAPAROV',
  });
  const whole = correctedNames(
    { ...latin, type: 'passport' },
    { surname: 'Сапаров', givenNames: 'Марат', patronymic: '' },
  );
  expect(whole).toEqual({
    surname: 'SAPAROV',
    givenNames: 'MARAT',
    nativeName: { surname: 'САПАРОВ', givenNames: 'МАРАТ' },
  });
});

it('changes a patronymic, adds one, and takes one away', () => {
  const names = namesOf(document);
  expect(correctedNames(document, { ...names, patronymic: 'Юлиевна' })).toMatchObject({
    patronymic: expect.stringMatching(/^[A-Z0-9]+$/),
    nativeName: { ...nativeName, patronymic: 'ЮЛИЕВНА' },
  });
  const { patronymic, ...own } = nativeName ?? { surname: '', givenNames: '' };
  expect(patronymic).toBe('ЮРЬЕВНА');
  expect(correctedNames(document, { ...names, patronymic: '' })).toEqual({ patronymic: '', nativeName: own });
  const passport = { ...latin, type: 'passport' as const };
  expect(correctedNames(passport, { ...namesOf(passport), patronymic: 'Ивановна' })).toEqual({
    patronymic: 'IVANOVNA',
  });
});
