import * as v from 'valibot';

/** Persons whose value lies at `from` or above and below the next band; the last band is open. */
export const bandSchema = v.object({ from: v.number(), persons: v.number() });
export type Band = v.InferOutput<typeof bandSchema>;

/** Seconds from scan to key, and minutes from referral to the second line's word: where each band begins. */
const secondsFrom = [0, 10, 20, 30, 45, 60, 90, 120, 180] as const;
const minutesFrom = [0, 5, 10, 20, 30, 60, 120, 240] as const;

const banded = (values: readonly number[], from: readonly number[]): Band[] => {
  const persons = from.map(() => 0);
  for (const value of values) {
    const at = Math.max(
      0,
      from.findLastIndex((least) => value >= least),
    );
    persons[at] = (persons[at] ?? 0) + 1;
  }
  return from.map((least, at) => ({ from: least, persons: persons[at] ?? 0 }));
};

export const processingBands = (seconds: readonly number[]): Band[] => banded(seconds, secondsFrom);
export const waitingBands = (minutes: readonly number[]): Band[] => banded(minutes, minutesFrom);

/** How a band is called: `10–20`, the last `180+`. */
export const bandNames = (bands: readonly Band[]): string[] =>
  bands.map(({ from }, at) => {
    const next = bands[at + 1];
    return next ? `${from}–${next.from}` : `${from}+`;
  });
