import { ageBoundValidity } from './kinds/age-bound-validity.ts';
import { documentAccepted } from './kinds/document-accepted.ts';
import { documentValidity } from './kinds/document-validity.ts';
import { authorisation, notice } from './kinds/notice.ts';
import { numberSeries } from './kinds/number-series.ts';
import { personalNumber } from './kinds/personal-number.ts';
import { postClass, postOpen } from './kinds/post-status.ts';
import { readingProblems } from './kinds/reading-problems.ts';
import { registration } from './kinds/registration.ts';
import { stay } from './kinds/stay.ts';
import { visaNeeded } from './kinds/visa.ts';
import { watchlist } from './kinds/watchlist.ts';
import type { RuleKind } from './rule-kind.ts';

/** Every kind of rule a pack may use. A state's law is rows of these; none of them knows a state. */
export const ruleKinds: Readonly<Record<string, RuleKind>> = {
  'age-bound-validity': ageBoundValidity,
  authorisation,
  'document-accepted': documentAccepted,
  'document-validity': documentValidity,
  notice,
  'number-series': numberSeries,
  'personal-number': personalNumber,
  'post-class': postClass,
  'post-open': postOpen,
  'reading-problems': readingProblems,
  registration,
  stay,
  'visa-needed': visaNeeded,
  watchlist,
};
