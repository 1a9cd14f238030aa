import { expect, it } from 'vitest';
import { T12 } from './t12-neighbours.ts';

it('exchanges between desks of one post while the centre is away', async () => {
  const size = { people: 1, crossings: 3, desks: 2, endsCentre: false };
  const { runs, passed, detail } = await T12({ seed: 7, store: 'PGlite', size });
  expect([runs, passed], detail).toEqual([1, 1]);
}, 300_000);
