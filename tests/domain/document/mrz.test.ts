import { describe, expect, it } from 'vitest';
import { parseMrz } from '../../../src/domain/document/mrz.ts';

const today = '2026-11-22';
const shcherbakova = [
  'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<',
  '4511234569RUS9003152F<<<<<<<1110720770056<98',
] as const;

const read = (...lines: string[]) => parseMrz(lines.join('\n'), today);
const codes = (...lines: string[]) => read(...lines)?.problems.map(({ field, code }) => `${field} ${code}`);

describe('Russian internal passport', () => {
  it('gives back Cyrillic, the whole number, date and unit of issue', () => {
    const reading = read(...shcherbakova);
    expect(reading?.problems).toEqual([]);
    expect(reading?.document).toEqual({
      type: 'internal-passport',
      format: 'PNRUS',
      issuer: 'RUS',
      number: '4511 123456',
      surname: 'WERBAKOVA',
      givenNames: '7LI8',
      patronymic: '7R9EVNA',
      nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' },
      birthDate: '1990-03-15',
      sex: 'F',
      citizenship: 'RUS',
      issueDate: '2011-07-20',
      issuingUnit: '770-056',
    });
    expect(reading?.vouchedBy).toMatchObject({
      number: 'check-digit',
      issueDate: 'check-digit',
      issuer: 'cross-check',
    });
    expect(reading?.vouchedBy).not.toHaveProperty('surname');
  });

  const fieldsAt = (position: number): string[] => {
    if (position <= 10) return ['number'];
    if (position <= 20) return ['birthDate'];
    if (position === 44) return ['mrz'];
    return ['number', 'issueDate', 'issuingUnit'];
  };

  for (const [i, digit] of [...shcherbakova[1]].entries()) {
    if (!/\d/.test(digit)) continue;
    it(`names the field when the digit at ${i + 1} is another`, () => {
      for (const other of '0123456789'.replace(digit, '')) {
        const line = shcherbakova[1].slice(0, i) + other + shcherbakova[1].slice(i + 1);
        const fields = read(shcherbakova[0], line)?.problems.map(({ field }) => field) ?? [];
        expect(fields.length).toBeGreaterThan(0);
        for (const field of fields) expect(fieldsAt(i + 1)).toContain(field);
      }
    });
  }

  it('reads the second worked example', () => {
    const reading = read(
      'PNRUSEJOV<<F2DOR<IL9I3<<<<<<<<<<<<<<<<<<<<<<',
      '7011234565RUS9011126M<<<<<<<0150304700001<36',
    );
    expect(reading?.problems).toEqual([]);
    expect(reading?.document).toMatchObject({
      number: '7010 123456',
      nativeName: { surname: 'ЕЖОВ', givenNames: 'ФЁДОР', patronymic: 'ИЛЬИЧ' },
      issueDate: '2015-03-04',
      issuingUnit: '700-001',
    });
  });

  it('says so where unit and date stand the other way round', () => {
    const swapped = '4511234569RUS9003152F<<<<<<<1770056110720<14';
    const reading = read(shcherbakova[0], swapped);
    expect(reading?.document).toMatchObject({ issueDate: '2011-07-20', issuingUnit: '770-056' });
    expect(reading?.problems).toContainEqual({ field: 'issueDate', code: 'layout-suspect' });
  });

  it('turns only the unused digits of a name into letters, and says so', () => {
    const reading = read('PNRUSI5AK0V<<1L98<2VA<<<<<<<<<<<<<<<<<<<<<<<', shcherbakova[1]);
    expect(reading?.document?.nativeName).toMatchObject({ surname: 'ИСАКОВ', givenNames: 'ИЛЬЯ' });
    expect(reading?.problems).toContainEqual({ field: 'surname', code: 'repaired' });
  });

  it('knows the three ways of cutting a long name', () => {
    const second = shcherbakova[1];
    expect(codes('PNRUSKONSTANTINOPOL9SKA8<<ALEKSANDRA<KONSTAN', second)).toEqual(['patronymic truncated-name']);
    expect(codes('PNRUSKONSTANTINOPOL9SKA8<KRUTOVA<<ALEKSAND<K', second)).toEqual([
      'givenNames truncated-name',
      'patronymic truncated-name',
    ]);
    expect(codes('PNRUSKONSTANTINOPOL9SKA8<KRUTOVA<ORLOVA<<A<K', second)).toEqual([
      'surname truncated-name',
      'patronymic truncated-name',
    ]);
  });

  it('keeps a second given name apart from the patronymic', () => {
    expect(read('PNRUSMAMEDOV<<ALI<GASAN<OGLY<<<<<<<<<<<<<<<<', shcherbakova[1])?.document?.nativeName).toEqual({
      surname: 'МАМЕДОВ',
      givenNames: 'АЛИ',
      patronymic: 'ГАСАН ОГЛЫ',
    });
    expect(read('PNRUSORLOVA<<ANNA<MARI8<IVANOVNA<<<<<<<<<<<<', shcherbakova[1])?.document?.nativeName).toEqual({
      surname: 'ОРЛОВА',
      givenNames: 'АННА МАРИЯ',
      patronymic: 'ИВАНОВНА',
    });
  });
});

describe('torn and dirty zones', () => {
  it('names the fields that never arrived', () => {
    const reading = read(shcherbakova[0], shcherbakova[1].slice(0, 25));
    expect(reading?.document).toMatchObject({ birthDate: '1990-03-15', sex: 'F' });
    expect(reading?.problems).toEqual(
      expect.arrayContaining(
        ['mrz', 'issueDate', 'issuingUnit', 'number'].map((field) => ({ field, code: 'line-length' })),
      ),
    );
  });

  it('reads what one line alone says', () => {
    expect(read(shcherbakova[1])?.document).toMatchObject({ format: 'PNRUS', birthDate: '1990-03-15' });
    expect(read(shcherbakova[0])?.document?.nativeName?.surname).toBe('ЩЕРБАКОВА');
    expect(codes(shcherbakova[0])).toContain('birthDate line-length');
  });

  it('finds where a single character was lost, and asks for that field alone', () => {
    for (const [at, field] of [
      [3, 'number'],
      [15, 'birthDate'],
      [31, 'issueDate'],
      [38, 'issuingUnit'],
    ] as const) {
      const line = shcherbakova[1].slice(0, at) + shcherbakova[1].slice(at + 1);
      const reading = read(shcherbakova[0], line);
      expect(reading?.problems).toContainEqual({ field: 'mrz', code: 'line-length' });
      expect(reading?.problems.map((problem) => problem.field)).toEqual(['mrz', field]);
      const whole = { birthDate: '1990-03-15', issueDate: '2011-07-20', issuingUnit: '770-056' };
      const others = Object.entries(whole).filter(([name]) => name !== field);
      expect(reading?.document).toMatchObject(Object.fromEntries(others));
      expect(reading?.document).not.toHaveProperty(field);
    }
  });

  it('marks a character the reader could not make out', () => {
    expect(codes(shcherbakova[0], shcherbakova[1].replace('9003152', '90?3152'))).toContain('birthDate bad-character');
  });

  it('puts letters back into a date only where the check digit then passes', () => {
    const mended = read(shcherbakova[0], shcherbakova[1].replace('9003152', '9OO3I52'));
    expect(mended?.document?.birthDate).toBe('1990-03-15');
    expect(mended?.problems).toEqual([{ field: 'birthDate', code: 'repaired' }]);
    expect(codes(shcherbakova[0], shcherbakova[1].replace('9003152', '9OO3I62'))).not.toContain('birthDate repaired');
  });

  it('is undefined for what is no zone at all', () => {
    for (const text of ['', 'hello', '4870123456789', '900101350003', '<<<<', 'A'.repeat(88), 'ТОО «Бекет»\n2022']) {
      expect(parseMrz(text, today)).toBeUndefined();
    }
  });

  it('reads a desk typed in the Kazakh layout', () => {
    const layout: Record<string, string> = {
      '1': '"',
      '2': 'ә',
      '3': 'і',
      '4': 'ң',
      '5': 'ғ',
      '6': ',',
      '7': '.',
      '8': 'ү',
      '9': 'ұ',
      '0': 'қ',
    };
    const russian: Record<string, string> = { R: 'К', U: 'Г', S: 'Ы', F: 'А', '<': 'Б' };
    const typed = [...shcherbakova[1]].map((key) => layout[key] ?? russian[key] ?? key).join('');
    expect(read(typed)?.text).toBe(shcherbakova[1]);
  });
});

describe('dates', () => {
  const passport = (birth: string, expiry: string) =>
    read('P<RUSIVANOV<<IVAN<<<<<<<<<<<<<<<<<<<<<<<<<<<', `1234567897RUS${birth}M${expiry}<<<<<<<<<<<<<<00`);

  it('takes the latest birth that is not in the future, and an expiry near today', () => {
    expect(passport('2611224', '3001016')?.document).toMatchObject({
      birthDate: '2026-11-22',
      expiryDate: '2030-01-01',
    });
    expect(passport('2611235', '9901016')?.document).toMatchObject({
      birthDate: '1926-11-23',
      expiryDate: '1999-01-01',
    });
  });

  it('keeps unknown parts unknown', () => {
    expect(passport('7408<<8', '2602268')?.document?.birthDate).toBe('1974-08');
    expect(passport('74<<<<0', '2602268')?.document?.birthDate).toBe('1974');
    expect(passport('<<<<<<0', '2602268')?.document?.birthDate).toBeUndefined();
  });

  it('refuses days that the calendar does not have', () => {
    expect(passport('9002309', '2602268')?.problems).toContainEqual({ field: 'birthDate', code: 'bad-date' });
  });
});

describe('kinds of document', () => {
  const second = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';
  const typeOf = (code: string, state = 'UTO') =>
    read(`${code}${state}ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<`, second)?.document?.type;

  it('goes by the code and never demands a second letter', () => {
    expect(typeOf('P<')).toBe('passport');
    expect(typeOf('PP')).toBe('passport');
    expect(typeOf('PD')).toBe('diplomatic-passport');
    expect(typeOf('PS')).toBe('service-passport');
    expect(typeOf('PO', 'CHN')).toBe('passport');
    expect(typeOf('V<')).toBe('visa');
  });

  it('takes a card for another state’s citizen for a residence permit', () => {
    const card = ['IDRUS8201234567<<<<<<<<<<<<<<<', '8807124M2711302TJK<<<<<<<<<<<4', 'RAHMONOV<<FIRUZ<<<<<<<<<<<<<<<'];
    expect(read(...card)?.document).toMatchObject({ type: 'residence-permit', issuer: 'RUS', citizenship: 'TJK' });
  });
});
