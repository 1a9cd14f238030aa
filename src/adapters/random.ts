import { randomFillSync } from 'node:crypto';
import type { Random } from '../core/ports.ts';

/** The system is asked for randomness a page at a time: a salt for every entry is many small questions else. */
const pool = Buffer.alloc(4096);
let used = pool.length;

const hex = (bytes: number): string => {
  if (bytes > pool.length) return randomFillSync(Buffer.alloc(bytes)).toString('hex');
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const text = pool.toString('hex', used, used + bytes);
  // What was given out is not kept: a salt guards a name only as long as nobody else has it.
  pool.fill(0, used, used + bytes);
  used += bytes;
  return text;
};

export const systemRandom: Random = { hex };
