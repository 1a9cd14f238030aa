import type { Outcome } from '../../domain/finding.ts';
import type { Direction } from '../../domain/stay.ts';
import type { LanePhase } from '../stores/lane.ts';

export type Meaning = 'calm' | 'attention' | 'second' | 'refusal' | 'none';
export type Verdict = { readonly meaning: Meaning; readonly key: string; readonly advice: Outcome | 'none' };

export const meaningOf: Readonly<Record<Outcome, Meaning>> = {
  ok: 'calm',
  info: 'calm',
  warn: 'attention',
  'second-line': 'second',
};

/** The one word on the band, and the meaning that tints it. */
export const verdictOf = (phase: LanePhase, direction: Direction, advice: Outcome | undefined): Verdict => {
  if (phase === 'idle') return { meaning: 'none', key: 'lane.ready', advice: 'none' };
  if (phase === 'reading') return { meaning: 'none', key: 'lane.reading', advice: 'none' };
  if (phase === 'unread') return { meaning: 'attention', key: 'lane.verdictUnread', advice: 'none' };
  if (phase === 'incomplete' || advice === undefined)
    return { meaning: 'attention', key: 'lane.verdictMissing', advice: 'none' };
  const calm = direction === 'entry' ? 'lane.verdictEntry' : 'lane.verdictExit';
  const keys: Record<Outcome, string> = {
    ok: calm,
    info: calm,
    warn: 'lane.verdictCheck',
    'second-line': 'lane.verdictSecond',
  };
  return { meaning: meaningOf[advice], key: keys[advice], advice };
};
