import { expect, it } from 'vitest';
import { createKeyBatch } from '../../../src/adapters/sqlite/key-batch.ts';
import { createDice } from '../../../src/domain/demo-random.ts';

it('gives back every pair, ascending by key and in the order they came, and begins anew once cleared', () => {
  const dice = createDice(4);
  const batch = createKeyBatch(8);
  for (const count of [0, 1, 5000]) {
    const pairs = Array.from({ length: count }, (_, i): [number, number] => [
      // All 48 bits, and now and then the same key again.
      i % 10 === 9 ? 281_474_976_710_655 : dice.roll(2 ** 24) * 2 ** 24 + dice.roll(2 ** 24),
      5_000_000_000 + i,
    ]);
    for (const [key, seq] of pairs) batch.add(key, seq);
    expect(batch.size()).toBe(count);
    const found: [number, number][] = [];
    batch.each((key, seq) => found.push([key, seq]));
    expect(found).toEqual(pairs.toSorted(([a], [b]) => a - b));
    batch.clear();
  }
});
