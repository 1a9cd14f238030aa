import * as v from 'valibot';
import { birthday, parseDay } from '../../calendar.ts';
import { dayText } from '../../local-time.ts';
import { ruleKind } from '../rule-kind.ts';

/**
 * A document without a date of expiry that must be replaced at certain ages: the Russian internal passport at 20 and 45, valid
 * until replaced but not more than 90 days past the birthday (domain.md §3).
 */
export const ageBoundValidity = ruleKind(
  v.strictObject({ issuedFromAge: v.number(), replacedAtAges: v.array(v.number()), graceDays: v.number() }),
  ['valid', 'for-life', 'grace', 'lapsed', 'issued-too-early', 'issue-date-unknown', 'issue-date-needed'],
  ({ facts, birth, day }, { issuedFromAge, replacedAtAges, graceDays }, say) => {
    if (birth === undefined) return [say('issue-date-unknown')];
    const issued = parseDay(facts.document.issueDate ?? '');
    if (Number.isNaN(issued)) {
      // Only in the year after a birthday of replacement can the missing date change the answer in practice.
      const isNear = replacedAtAges.some((age) => day >= birthday(birth, age) && day < birthday(birth, age + 1));
      return [say(isNear ? 'issue-date-needed' : 'issue-date-unknown')];
    }
    if (issued < birthday(birth, issuedFromAge))
      return [say('issued-too-early', { issueDate: dayText(issued), age: issuedFromAge })];
    const age = replacedAtAges.find((bound) => issued < birthday(birth, bound));
    if (age === undefined) return [say('for-life')];
    const due = birthday(birth, age);
    const last = due + graceDays;
    const params = { age, replaceFrom: dayText(due), lastDay: dayText(last), graceDays };
    if (day < due) return [say('valid', { ...params, validUntil: dayText(due - 1) })];
    if (day <= last) return [say('grace', { ...params, daysLeft: last - day })];
    return [say('lapsed', { ...params, days: day - last })];
  },
);
