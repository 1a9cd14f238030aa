import * as v from 'valibot';
import { documentTypes } from '../../document/travel-document.ts';
import { parseDay } from '../../calendar.ts';
import { dayText } from '../../local-time.ts';
import { ruleKind } from '../rule-kind.ts';

/** Valid on the day of crossing, its last day included; dates cut to month or year hold to the end of it (Doc 9303-3 §4.8). */
export const documentValidity = ruleKind(
  v.strictObject({ withoutExpiry: v.array(v.picklist(documentTypes)) }),
  ['valid', 'expired', 'expiry-unknown', 'expires-during-stay', 'not-yet-issued'],
  ({ facts, day, stay }, { withoutExpiry }, say) => {
    const { type, expiryDate, issueDate } = facts.document;
    const today = dayText(day);
    // A month or a year stands before all of its days.
    if (issueDate !== undefined && today < issueDate) return [say('not-yet-issued', { issueDate })];
    if (expiryDate === undefined) return withoutExpiry.includes(type) ? [] : [say('expiry-unknown')];
    if (today.slice(0, expiryDate.length) > expiryDate) {
      const days = day - parseDay(expiryDate);
      return [say('expired', { expiryDate, ...(!Number.isNaN(days) && { days }) })];
    }
    const isEntry = facts.circumstances.direction === 'entry';
    const last = isEntry && stay && stay.remaining > 0 && Number.isFinite(stay.lastLawful) ? stay.lastLawful : day;
    const params = { expiryDate, lastLawfulDay: dayText(last) };
    return [say(dayText(last).slice(0, expiryDate.length) > expiryDate ? 'expires-during-stay' : 'valid', params)];
  },
);
