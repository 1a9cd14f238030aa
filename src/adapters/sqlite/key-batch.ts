/** Pairs of key and crossing in sixteen bytes each, to be brought to the disk in the order of the keys. */
export type KeyBatch = {
  size(): number;
  add(key: number, seq: number): void;
  /** Every pair, ascending by key and, within a key, in the order they came. */
  each(visit: (key: number, seq: number) => void): void;
  clear(): void;
};

const digit = 0x10000;
/** A key has 48 bits (`look-up-keys.ts`): three digits of sixteen. */
const places = [1, digit, digit * digit] as const;

/** Radix sort: the numbers are as good as random, and comparing millions of pairs by a function takes ten times as long. */
const ordered = (keys: Float64Array, count: number): Uint32Array => {
  let order = new Uint32Array(count).map((_, i) => i);
  let next = new Uint32Array(count);
  for (const place of places) {
    const starts = new Uint32Array(digit + 1);
    const digitAt = (i: number): number => Math.floor((keys[i] as number) / place) % digit;
    for (let i = 0; i < count; i += 1) (starts[digitAt(i) + 1] as number) += 1;
    for (let i = 1; i <= digit; i += 1) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
    for (const i of order) {
      const at = digitAt(i);
      next[starts[at] as number] = i;
      (starts[at] as number) += 1;
    }
    [order, next] = [next, order];
  }
  return order;
};

export const createKeyBatch = (room = 4096): KeyBatch => {
  let keys = new Float64Array(room);
  let seqs = new Float64Array(room);
  let count = 0;
  const widen = (): void => {
    const [moreKeys, moreSeqs] = [new Float64Array(count * 2), new Float64Array(count * 2)];
    moreKeys.set(keys);
    moreSeqs.set(seqs);
    [keys, seqs] = [moreKeys, moreSeqs];
  };
  return {
    size: () => count,
    add: (key, seq) => {
      if (count === keys.length) widen();
      keys[count] = key;
      seqs[count] = seq;
      count += 1;
    },
    each: (visit) => {
      for (const i of ordered(keys, count)) visit(keys[i] as number, seqs[i] as number);
    },
    clear: () => {
      count = 0;
    },
  };
};
