import { describe, expect, it } from 'vitest';
import type { FaultTest } from './harness.ts';
import { T1 } from './t1.ts';
import { T2 } from './t2.ts';
import { T3 } from './t3.ts';
import { T4 } from './t4.ts';
import { T5 } from './t5.ts';
import { T6 } from './t6.ts';
import { T7 } from './t7.ts';
import { T13 } from './t13.ts';
import { T14 } from './t14.ts';
import { T19 } from './t19.ts';
import { T20 } from './t20.ts';

/** The short form; `npm run -s faults` has the full one. */
const short: readonly (readonly [string, FaultTest, number])[] = [
  ['T1', T1, 4],
  ['T2', T2, 1],
  ['T3', T3, 4],
  ['T4', T4, 1],
  ['T5', T5, 4],
  ['T6', T6, 6],
  ['T7', T7, 6],
  ['T13', T13, 2],
  ['T14', T14, 10],
  ['T19', T19, 1],
  ['T20', T20, 1],
];

describe('faults of the log', () => {
  it.each(short)(
    '%s',
    async (_, test, runs) => {
      const result = await test({ runs, seed: 7 });
      expect(result.runs).toBeGreaterThan(0);
      expect(result.passed, result.detail).toBe(result.runs);
    },
    120_000,
  );
});
