import { expect, it } from 'vitest';
import { correctedNames, namesOf } from '../../src/renderer/components/corrected-names.ts';
import { personal } from '../adapters/sqlite/fixtures.ts';

const { document } = personal();
const { nativeName, ...latin } = document;

it('shows native names where there are any, and changes nothing where nothing was typed', () => {
  expect(namesOf(document)).toEqual({ surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ' });
  expect(namesOf(undefined)).toEqual({ surname: '', givenNames: '' });
  expect(correctedNames(document, namesOf(document))).toEqual({});
  expect(correctedNames(latin, namesOf(latin))).toEqual({});
  expect(correctedNames(document, { surname: ' ', givenNames: 'ЮЛИЯ' })).toEqual({});
});

it('changes both writings of a name, and makes no half of a native one', () => {
  expect(correctedNames(document, { surname: 'Щербаков', givenNames: 'ЮЛИЯ' })).toMatchObject({
    surname: expect.stringMatching(/^[A-Z0-9]+$/),
    nativeName: { ...nativeName, surname: 'ЩЕРБАКОВ' },
  });
  expect(correctedNames({ ...latin, type: 'passport' }, { surname: 'Сапаров', givenNames: 'IULIIA' })).toEqual({
    surname: 'SAPAROV',
  });
  const whole = correctedNames({ ...latin, type: 'passport' }, { surname: 'Сапаров', givenNames: 'Марат' });
  expect(whole).toEqual({
    surname: 'SAPAROV',
    givenNames: 'MARAT',
    nativeName: { surname: 'САПАРОВ', givenNames: 'МАРАТ' },
  });
});
