import type { CrossingRecord } from './crossing-record.ts';
import { quantile } from './quantile.ts';
import type { Direction } from './stay.ts';

export type InOut = { entry: number; exit: number };

export const none = (): InOut => ({ entry: 0, exit: 0 });

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** Counts by a word: most frequent first, then by the word, so that the same crossings always print the same. */
export const counter = () => {
  const rows = new Map<string, InOut>();
  const rowOf = (word: string): InOut => {
    let row = rows.get(word);
    if (!row) rows.set(word, (row = none()));
    return row;
  };
  return {
    add: (word: string, direction: Direction, persons = 1) => void (rowOf(word)[direction] += persons),
    ranked: () => [...rows].sort((a, b) => b[1].entry + b[1].exit - a[1].entry - a[1].exit || byName(a, b)),
    byWord: () => [...rows].sort(byName),
  };
};

export type Worked = InOut & { referred: number; refused: number; medianSeconds?: number };

/** What officers or lanes did, by their names. */
export const workers = () => {
  const rows = new Map<string, InOut & { referred: number; refused: number; seconds: number[] }>();
  return {
    add: (name: string, { direction, action, seconds }: CrossingRecord['body']) => {
      let row = rows.get(name);
      if (!row) rows.set(name, (row = { ...none(), referred: 0, refused: 0, seconds: [] }));
      row[direction] += 1;
      if (action === 'refer') row.referred += 1;
      if (action === 'refuse') row.refused += 1;
      row.seconds.push(seconds);
    },
    rows: (): [string, Worked][] =>
      [...rows].sort(byName).map(([name, { seconds, ...counts }]) => {
        const medianSeconds = quantile(seconds, 0.5);
        return [name, { ...counts, ...(medianSeconds !== undefined && { medianSeconds }) }];
      }),
  };
};
