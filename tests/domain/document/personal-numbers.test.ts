import { describe, expect, it } from 'vitest';
import { iinCheckDigit, isIin, readIin } from '../../../src/domain/document/iin.ts';
import { readBelarusianNumber } from '../../../src/domain/document/belarusian-number.ts';
import { readKyrgyzPin } from '../../../src/domain/document/kyrgyz-pin.ts';
import { parseMrz } from '../../../src/domain/document/mrz.ts';
import { crossCheck } from '../../../src/domain/document/personal-number.ts';

describe('Kazakh IIN', () => {
  it('holds for the worked numbers, both passes', () => {
    const worked = ['900101350003', '850615450121', '041230600010', '901112300000', '061211600012', '791028302728'];
    for (const number of worked)
      expect([number, iinCheckDigit(number.slice(0, 11))]).toEqual([number, Number(number[11])]);
    expect(iinCheckDigit('85061540078')).toBeUndefined();
  });

  it('tells century, sex and birth date', () => {
    expect(readIin('900101350003')).toMatchObject({ birthDate: '1990-01-01', sex: 'M', codes: [] });
    expect(readIin('041230600010')).toMatchObject({ birthDate: '2004-12-30', sex: 'F', codes: [] });
  });

  it('refuses a firm’s number, a wrong digit, a wrong length, a day that is none', () => {
    expect(readIin('900140350003').codes).toEqual(['not-a-person']);
    expect(readIin('900101350004').codes).toEqual(['check-digit']);
    expect(readIin('90010135000').codes).toEqual(['line-length']);
    const february = `900231${'3'}0001`;
    expect(readIin(`${february}${iinCheckDigit(february)}`).codes).toEqual(['bad-date']);
    expect(isIin('not a number')).toBe(false);
  });

  it('finds any single wrong digit but the eleventh, whose weight 11 counts for nothing', () => {
    for (let i = 0; i < 12; i++) {
      if (i === 10) continue;
      for (const other of '0123456789') {
        const number = `900101350003`.slice(0, i) + other + `900101350003`.slice(i + 1);
        if (number !== '900101350003') expect([number, isIin(number)]).toEqual([number, false]);
      }
    }
  });
});

describe('Belarusian number', () => {
  it('checks 7-3-1 and takes Cyrillic look-alikes for Latin', () => {
    expect(readBelarusianNumber('3250285A000PB3')).toMatchObject({ codes: [], birthDate: '1985-02-25', sex: 'M' });
    expect(readBelarusianNumber('3250285а000рв3')).toMatchObject({ codes: [], value: '3250285A000PB3' });
    expect(readBelarusianNumber('3250285A000PB4').codes).toEqual(['check-digit']);
  });
});

describe('Kyrgyz PIN', () => {
  it('tells sex and date and makes up no check digit', () => {
    expect(readKyrgyzPin('20101199000012')).toMatchObject({ codes: [], birthDate: '1990-01-01', sex: 'M' });
    expect(readKyrgyzPin('10101199000012')).toMatchObject({ sex: 'F' });
    expect(readKyrgyzPin('30101199000012').codes).toEqual(['bad-character']);
    expect(readKyrgyzPin('23201199000012').codes).toEqual(['bad-date']);
  });
});

describe('held against the document', () => {
  it('finds the other birth date of the worked Kyrgyz card', () => {
    const card = 'IDKGZID1234567320101199000012<\n9901018M3401011KGZ<<<<<<<<<<<2\nASANOV<<ASAN<<<<<<<<<<<<<<<<<<';
    expect(parseMrz(card, '2026-11-22')?.problems).toEqual([{ field: 'birthDate', code: 'mismatch' }]);
  });

  it('lets an agreeing IIN vouch for the sex', () => {
    const card = { type: 'id-card', format: 'TD1', issuer: 'KAZ', personalNumber: '900101350003', sex: 'M' } as const;
    expect(crossCheck(card)).toEqual({
      problems: [],
      vouchedBy: { personalNumber: 'check-digit', sex: 'cross-check' },
    });
    expect(crossCheck({ ...card, sex: 'F' }).problems).toEqual([{ field: 'sex', code: 'mismatch' }]);
  });
});
