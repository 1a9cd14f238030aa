import * as v from 'valibot';
import { ruleKind } from '../rule-kind.ts';

/** Every hit is looked at by a person; the finding names the entry and what it was hit on, never the reason aloud. */
export const watchlist = ruleKind(v.strictObject({}), ['hit'], ({ facts }, _params, say) =>
  (facts.watchlistHits ?? []).map(({ entry, score, evidence, reason }) =>
    say('hit', { entry, score, reason, evidence: evidence.map(({ on }) => on).join(', ') }),
  ),
);
