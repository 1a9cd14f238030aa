import * as v from 'valibot';
import { dayText } from '../../local-time.ts';
import { isWithin } from '../../stay-spans.ts';
import { ruleKind } from '../rule-kind.ts';

/** Citizens of states without visa-free entry: a person looks at the visa, and at its term on the way out. */
export const visaNeeded = ruleKind(
  v.strictObject({}),
  ['visa-needed', 'permit-held', 'check-term'],
  ({ facts, day, permits }, _params, say) => {
    const { citizenship } = facts.document;
    const permit = permits.find((span) => isWithin([span], day));
    if (permit) return [say('permit-held', { citizenship, until: dayText(permit.to) })];
    return [say(facts.circumstances.direction === 'entry' ? 'visa-needed' : 'check-term', { citizenship })];
  },
);
