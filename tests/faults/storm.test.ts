import { expect, it } from 'vitest';
import { STORM } from './storm.ts';

it('loses nothing in a short storm of real processes', async () => {
  const short = { minutes: 0.1, stations: 3, crossings: 240, store: 'PGlite' } as const;
  const { runs, passed, detail } = await STORM({ seed: 7, ...short });
  expect([runs, passed], detail).toEqual([1, 1]);
}, 120_000);
