import { describe, expect, it } from 'vitest';
import { readTypedDate } from '../../../src/domain/document/typed-date.ts';
import { missingFields, typedDocument } from '../../../src/domain/document/typed-document.ts';

const today = '2026-11-22';

describe('typed dates', () => {
  const ways = ['15.03.1990', '15031990', '1990-03-15', '15/3/90', '150390', '15-03-1990', '19900315', '15.03.1990 г.'];
  for (const way of ways) {
    it(`understands ${way}`, () => {
      expect(readTypedDate(way, 'past', today)).toBe('1990-03-15');
    });
  }

  it('refuses what is no date', () => {
    for (const text of ['31.02.1990', '15.13.1990', 'soon', '1', '123', '15.03', '99999999']) {
      expect([text, readTypedDate(text, 'past', today)]).toEqual([text, undefined]);
    }
  });

  it('takes two digits of a year for the past, or for an expiry near today', () => {
    expect(readTypedDate('01.01.30', 'past', today)).toBe('1930-01-01');
    expect(readTypedDate('01.01.30', 'expiry', today)).toBe('2030-01-01');
  });
});

describe('an internal passport from before 2011, typed', () => {
  const fields = {
    number: '4508 №123456',
    surname: 'щербакова',
    givenNames: 'Юлия',
    patronymic: 'Юрьевна',
    birthDate: '15.03.1990',
    sex: 'ж',
    issueDate: '20072010',
    issuingUnit: '770056',
  };

  it('is complete, in the shape a scan gives', () => {
    expect(typedDocument(fields, today)).toEqual({
      problems: [],
      missing: [],
      document: {
        type: 'internal-passport',
        format: 'none',
        issuer: 'RUS',
        citizenship: 'RUS',
        number: '4508 123456',
        surname: 'WERBAKOVA',
        givenNames: '7LI8',
        patronymic: '7R9EVNA',
        nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' },
        birthDate: '1990-03-15',
        sex: 'F',
        issueDate: '2010-07-20',
        issuingUnit: '770-056',
      },
    });
  });

  it('names each faulty field and leaves it out', () => {
    const { document, problems } = typedDocument(
      {
        ...fields,
        number: '4508 12345',
        birthDate: '31.02.1990',
        sex: '?',
        citizenship: 'Атлантида',
        issueDate: '2030-01-01',
        type: 'internal-passport',
      },
      today,
    );
    expect(problems).toEqual([
      { field: 'number', code: 'line-length' },
      { field: 'birthDate', code: 'bad-date' },
      { field: 'sex', code: 'bad-character' },
      { field: 'citizenship', code: 'unknown-state' },
      { field: 'issueDate', code: 'future-date' },
    ]);
    expect(document).not.toHaveProperty('birthDate');
  });
});

describe('other documents, typed', () => {
  it('knows states by two letters, three letters and names', () => {
    for (const state of ['kz', 'KAZ', 'Казахстан', 'Қазақстан', 'Kazakhstan', 'РК']) {
      expect([state, typedDocument({ citizenship: state }, today).document?.citizenship]).toEqual([state, 'KAZ']);
    }
  });

  it('transliterates Cyrillic by Doc 9303 and keeps it beside', () => {
    const { document } = typedDocument({ surname: 'Өмірзақова', givenNames: 'Әсел', citizenship: 'KAZ' }, today);
    expect(document).toMatchObject({
      surname: 'OMIRZAKOVA',
      givenNames: 'ASEL',
      nativeName: { surname: 'ӨМІРЗАҚОВА' },
    });
  });

  it('checks a foreigner’s IIN too', () => {
    const typed = (personalNumber: string) => typedDocument({ citizenship: 'RUS', personalNumber }, today).problems;
    expect(typed('900101 350003')).toEqual([]);
    expect(typed('900101350004')).toEqual([{ field: 'personalNumber', code: 'check-digit' }]);
  });

  it('lays what is typed over what was read, and says what is still missing', () => {
    const base = { type: 'id-card', format: 'none', issuer: 'KAZ', personalNumber: '900101350003', sex: 'M' } as const;
    const { document, missing } = typedDocument(
      { number: '012345678', surname: 'Seitkali', birthDate: '' },
      today,
      base,
    );
    expect(document).toMatchObject({ ...base, number: '012345678', surname: 'SEITKALI', citizenship: 'KAZ' });
    expect(missing).toEqual(['givenNames', 'birthDate']);
  });

  it('wants one name at least', () => {
    expect(missingFields({ type: 'passport', format: 'TD3', surname: '', givenNames: '' })).toContain('surname');
    expect(missingFields({ type: 'passport', format: 'TD3', surname: '', givenNames: 'ANNA' })).not.toContain(
      'surname',
    );
  });
});
