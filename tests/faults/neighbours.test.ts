import { expect, it } from 'vitest';
import { T12 } from './t12-neighbours.ts';

it('exchanges between desks of one post while the centre is away', async () => {
  const { runs, passed, detail } = await T12({ seed: 7, store: 'PGlite', size: { people: 2, crossings: 5 } });
  expect([runs, passed], detail).toEqual([1, 1]);
}, 300_000);
