import { overrideCodes, reasonCodes, type Action, type OverrideCode, type ReasonCode } from '../../domain/crossing.ts';
import type { Outcome } from '../../domain/finding.ts';

/** As the station checks it: a refusal, a referral against calm advice, an admission against the advice. */
export const needsReason = (action: Action, advice: Outcome): boolean => {
  if (action === 'refuse') return true;
  return action === 'admit' ? advice === 'second-line' : advice !== 'second-line';
};

/** The reasons an action may have: overrides for an admission, grounds for a referral or refusal. */
export const reasonsFor = (action: Action): readonly (ReasonCode | OverrideCode)[] =>
  action === 'admit' ? overrideCodes : reasonCodes;
