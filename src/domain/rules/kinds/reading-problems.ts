import * as v from 'valibot';
import { ruleKind } from '../rule-kind.ts';

/** What the reading could not vouch for. One doubtful field is compared with the page; several are no dirty lens any more. */
export const readingProblems = ruleKind(
  v.strictObject({
    /** Codes that speak against the document when they stand in several fields. */
    suspicious: v.array(v.string()),
    /** Codes that need no more than a glance. */
    harmless: v.array(v.string()),
    secondLineFrom: v.number(),
  }),
  ['several', 'doubtful', 'noted'],
  ({ facts }, { suspicious, harmless, secondLineFrom }, say) => {
    const problems = facts.problems ?? [];
    const told = (codes: typeof problems) => ({
      fields: [...new Set(codes.map(({ field }) => field))].join(', '),
      codes: [...new Set(codes.map(({ code }) => code))].join(', '),
    });
    const serious = problems.filter(({ code }) => !harmless.includes(code));
    if (serious.length === 0) return problems.length === 0 ? [] : [say('noted', told(problems))];
    // A composite check digit fails with the field it covers and proves nothing by itself; where one digit is shared by three
    // fields (Russian internal passport, position 43) it has failed once.
    const digits = new Set(
      serious
        .filter(({ code, field }) => suspicious.includes(code) && field !== 'mrz')
        .map(({ code, field }) => (code === 'shared-check-digit' ? code : field)),
    );
    return [say(digits.size >= secondLineFrom ? 'several' : 'doubtful', told(serious))];
  },
);
