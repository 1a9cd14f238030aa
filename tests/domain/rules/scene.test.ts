import { describe, expect, it } from 'vitest';
import { sceneOf, type Facts } from '../../../src/domain/rules/scene.ts';
import { packOf, post, said } from './one-rule-pack.ts';

const facts = (over: Partial<Facts>): Facts => ({
  document: { type: 'passport', format: 'none', citizenship: 'RUS' },
  circumstances: { direction: 'entry' },
  at: '2025-06-10T08:00:00Z',
  post,
  history: [],
  historyKnown: { asOf: '2025-06-10T08:00:00Z', complete: true },
  pack: packOf('notice', {}),
  ...over,
});

describe('the scene', () => {
  it('is of an instant', () => {
    expect(() => sceneOf(facts({ at: 'soon' }))).toThrow(new RangeError('not an instant: soon'));
  });

  it('takes permits together, each with its last day, and leaves out those that end before they begin', () => {
    const permits = [
      { from: '2025-06-10', to: '2025-06-10' },
      { from: '2025-06-20', to: '2025-06-25' },
      { from: '2025-06-11', to: '2025-06-12' },
      { from: '2025-07-10', to: '2025-07-01' },
      { from: 'soon', to: '2025-07-01' },
    ];
    const day = sceneOf(facts({})).day;
    expect(sceneOf(facts({ permits })).permits).toEqual([
      { from: day, to: day + 2 },
      { from: day + 10, to: day + 15 },
    ]);
  });

  it('knows no age where the day of birth is not known', () => {
    expect(sceneOf(facts({}))).not.toHaveProperty('age');
    const aged = packOf('notice', {}, { when: { minAge: 0, maxAge: 200 } });
    expect(said(aged, { document: { birthDate: '1990' } })).toEqual([]);
    expect(said(aged)).toHaveLength(1);
  });
});
