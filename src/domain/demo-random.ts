/** Numbers that look random and are the same for the same seed. */
export type Dice = {
  /** Whole number, 0 to `sides` - 1. */
  roll(sides: number): number;
  /** True `share` of the time. */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** By weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
};

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are enough for invented travellers. */
export const createDice = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const roll = (sides: number): number => Math.floor(next() * sides);
  const pick = <T>(items: readonly T[]): T => items[roll(items.length)] as T;
  return {
    roll,
    chance: (share) => next() < share,
    pick,
    weighted: (items) => {
      let point = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      return (items.find(([, weight]) => (point -= weight) < 0) ?? items[0])?.[0] as (typeof items)[number][0];
    },
  };
};
