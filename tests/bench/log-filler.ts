import type { DatedDraft } from '../../src/adapters/sqlite/crossing-log.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { inventDraft } from '../faults/crossing-draft.ts';

/** Eight years of a busy desk before the day of the measurement. */
const years = 8;
const end = Date.parse('2026-11-22T00:00:00Z');

/** Invented crossings, evenly over the years; four in ten are by somebody who crossed before. */
export function* fillingDrafts(rows: number, seed: number, report: (done: number) => void): Generator<DatedDraft> {
  const dice = createDice(seed);
  const step = (years * 365 * 86_400_000) / rows;
  const known: DatedDraft[] = [];
  const most = 50_000;
  for (let i = 0; i < rows; i += 1) {
    const at = Math.round(end - (rows - i) * step);
    const earlier = dice.chance(0.4) ? known[dice.roll(known.length)] : undefined;
    const fresh = inventDraft(dice);
    const draft = {
      ...fresh,
      at,
      ...(earlier && { personal: earlier.personal, body: { ...fresh.body, citizenship: earlier.body['citizenship'] } }),
    };
    if (!earlier) known[known.length < most ? known.length : dice.roll(most)] = draft;
    if (i % 100_000 === 0) report(i);
    yield draft;
  }
}
