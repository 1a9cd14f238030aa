import { describe, expect, it } from 'vitest';
import type { PackRule } from '../../../src/domain/rules/pack.ts';
import { entered, packOf, said, type Over } from './one-rule-pack.ts';

describe('a notice and its scope', () => {
  const notice = (when: PackRule['when']) => packOf('notice', { figure: 7 }, when ? { when } : {});
  const spoken = [{ situation: 'applies', figure: 7 }];

  it.each([
    ['nobody in particular', undefined, {}, true],
    ['its citizenship', { citizenship: ['RUS'] }, {}, true],
    ['another citizenship', { citizenship: ['BLR'] }, {}, false],
    ['a group', { citizenship: ['near'] }, {}, true],
    ['a group left by then', { citizenship: ['near'] }, { at: '2025-07-01T08:00:00Z' }, false],
    ['a group not yet entered', { citizenship: ['near'] }, { at: '2024-12-31T08:00:00Z' }, false],
    ['a group nobody knows', { citizenship: ['far'] }, {}, false],
    ['all but its citizenship', { notCitizenship: ['RUS'] }, {}, false],
    ['all but another', { notCitizenship: ['BLR'] }, {}, true],
    ['its issuer', { issuer: ['BLR'] }, { document: { issuer: 'BLR' } }, true],
    ['the issuer, where only the citizenship is known', { issuer: ['RUS'] }, {}, true],
    ['another issuer', { issuer: ['RUS'] }, { document: { issuer: 'BLR' } }, false],
    ['its direction', { direction: 'exit' as const }, { direction: 'exit' as const }, true],
    ['the other direction', { direction: 'exit' as const }, {}, false],
    ['its document', { documentTypes: ['passport' as const] }, {}, true],
    ['another document', { documentTypes: ['id-card' as const] }, {}, false],
    ['its purpose', { purposes: ['work' as const] }, { circumstances: { direction: 'entry', purpose: 'work' } }, true],
    [
      'another purpose',
      { purposes: ['work' as const] },
      { circumstances: { direction: 'entry', purpose: 'study' } },
      false,
    ],
    ['no purpose told', { purposes: ['work' as const] }, {}, false],
    ['its least age', { minAge: 35 }, {}, true],
    ['below its least age', { minAge: 36 }, {}, false],
    ['its greatest age', { maxAge: 35 }, {}, true],
    ['above its greatest age', { maxAge: 34 }, {}, false],
    ['an age nobody knows', { minAge: 0 }, { document: { birthDate: '1990' } }, false],
    ['a greatest age nobody knows', { maxAge: 99 }, { document: { birthDate: '1990' } }, false],
    ['an entry before', { enteredBefore: '2025-06-11' }, {}, true],
    ['an entry on the day', { enteredBefore: '2025-06-10' }, {}, false],
    ['an entry from the day', { enteredFrom: '2025-06-10' }, {}, true],
    ['an entry too early', { enteredFrom: '2025-06-11' }, {}, false],
    [
      'a recorded entry before',
      { enteredBefore: '2025-05-02' },
      { direction: 'exit' as const, history: entered('2025-05-01') },
      true,
    ],
    [
      'a recorded entry too early',
      { enteredFrom: '2025-05-02' },
      { direction: 'exit' as const, history: entered('2025-05-01') },
      false,
    ],
  ])('speaks of %s or not', (_name, when, over, isSaid) => {
    expect(said(notice(when as PackRule['when']), over as Over)).toEqual(isSaid ? spoken : []);
  });

  it.each([
    ['2025-06-10', undefined, true],
    ['2025-06-11', undefined, false],
    [undefined, '2025-06-11', true],
    [undefined, '2025-06-10', false],
  ])('is in force from %s to %s or not', (from, to, isSaid) => {
    const pack = packOf('notice', { figure: 7 }, { ...(from && { from }), ...(to && { to }) });
    expect(said(pack)).toEqual(isSaid ? spoken : []);
  });

  it('is silent about a situation the pack does not tell', () => {
    expect(said(packOf('notice', {}, { outcomes: {} }))).toEqual([]);
  });

  it('of a kind nobody knows is a fault of ours', () => {
    expect(() => said(packOf('horoscope', {}))).toThrow(/horoscope/);
  });
});
