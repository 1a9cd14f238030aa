import { describe, expect, it } from 'vitest';
import { companionsOf, isMinorOn, type Companion } from '../../../src/domain/group/companions.ts';

const day = '2026-11-22';
const person = (id: string, surname: string, birthDate: string): Companion => ({
  id,
  document: { type: 'passport', format: 'TD3', surname, givenNames: 'X', birthDate },
});

describe('minors of a vehicle', () => {
  it('are those below eighteen on the day, and nobody whose date is not known', () => {
    expect(isMinorOn({ type: 'passport', format: 'TD3', birthDate: '2008-11-23' }, day)).toBe(true);
    expect(isMinorOn({ type: 'passport', format: 'TD3', birthDate: '2008-11-22' }, day)).toBe(false);
    expect(isMinorOn({ type: 'passport', format: 'TD3' }, day)).toBeUndefined();
  });

  it('are proposed the adults of their family name first, whatever its ending', () => {
    const child = person('c', 'IVANOVA', '2015-01-01');
    const others = [
      person('p', 'PETROV', '1980-01-01'),
      person('i', 'IVANOV', '1985-01-01'),
      person('b', 'IVANOV', '2012-01-01'),
      child,
    ];
    expect(companionsOf(child, others, day)).toEqual([
      { id: 'i', sameFamilyName: true },
      { id: 'p', sameFamilyName: false },
    ]);
  });
});
