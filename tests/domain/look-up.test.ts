import { describe, expect, it } from 'vitest';
import { nameKey } from '../../src/domain/document/name-key.ts';
import { givenForms, nearKeys, surnameForms } from '../../src/domain/document/name-variants.ts';
import { kindsOf, readLookUp } from '../../src/domain/look-up.ts';
import { usualShift } from '../../src/domain/shift-times.ts';

const today = '2026-11-22';
const first = (text: string) => readLookUp(text, today)[0];

describe('what is typed into the one field', () => {
  it.each([
    ['15.03.1990', { birthDate: '1990-03-15' }],
    ['1990-03-15', { birthDate: '1990-03-15' }],
    ['Щербакова', { name: 'Щербакова' }],
    ['Щербакова 15.3.1990', { name: 'Щербакова', birthDate: '1990-03-15' }],
    ['4511 123456', { number: '4511 123456' }],
    ['900315400123 15.03.1990', { number: '900315400123', birthDate: '1990-03-15' }],
  ])('%s', (text, query) => expect(first(text)).toEqual(query));

  it('is tried as everything it can be', () => {
    const kinds = readLookUp('15031990', today).map(kindsOf);
    expect(kinds).toEqual([['number'], ['personal-number'], ['plate'], ['birth-date'], ['words']]);
    expect(readLookUp('Образцов 4511123456', today)).toContainEqual({ name: 'Образцов', number: '4511123456' });
    expect(readLookUp('   ', today)).toEqual([]);
    expect(first('31.02.1990')).not.toHaveProperty('birthDate');
  });
});

describe('a name in any case', () => {
  const cases: [string, string[]][] = [
    ['Образцов', ['Образцова', 'Образцову', 'Образцовым', 'Образцовой']],
    ['Примерова', ['Примеров', 'Примерову', 'Примеровой']],
    ['Каменский', ['Каменская', 'Каменского', 'Каменскому', 'Каменской', 'Каменским', 'Каменскую']],
    ['Пушкин', ['Пушкина', 'Пушкину', 'Пушкиным']],
    ['Шмидт', ['Шмидта', 'Шмидту', 'Шмидтом']],
  ];
  it.each(cases)('%s', (name, said) => {
    for (const one of said) expect(surnameForms(nameKey(one)), one).toContain(nameKey(name));
  });

  it('of a given name too', () => {
    for (const said of ['Юлии', 'Юлию', 'Юлией']) expect(givenForms(nameKey(said)), said).toContain(nameKey('Юлия'));
    for (const said of ['Ивана', 'Ивану', 'Иваном']) expect(givenForms(nameKey(said)), said).toContain(nameKey('Иван'));
  });

  it('is near what one slip of the hand makes of it', () => {
    const near = nearKeys('OBRA5OV');
    expect(near).toEqual(expect.arrayContaining(['OBR5OV', 'OBRRA5OV', 'OBRE5OV', 'BORA5OV']));
    expect(near).not.toContain('OBRA5OV');
    expect(new Set(near).size).toBe(near.length);
    expect(near.every((key) => Math.abs(key.length - 7) <= 1)).toBe(true);
  });
});

describe('the usual shift', () => {
  it.each([
    ['2026-11-22T03:00:00.000Z', '2026-11-22T03:00:00.000Z'],
    ['2026-11-22T14:59:59.999Z', '2026-11-22T03:00:00.000Z'],
    ['2026-11-22T15:00:00.000Z', '2026-11-22T15:00:00.000Z'],
    ['2026-11-22T02:59:59.999Z', '2026-11-21T15:00:00.000Z'],
  ])('of %s begins at %s, eight or twenty o’clock at the post', (at, from) => {
    const shift = usualShift(Date.parse(at), 'Asia/Almaty');
    expect(shift.from).toBe(from);
    expect(Date.parse(shift.to) - Date.parse(shift.from)).toBe(12 * 3_600_000);
  });
});
