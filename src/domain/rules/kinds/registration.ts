import * as v from 'valibot';
import { parseDay } from '../../calendar.ts';
import { dayText } from '../../local-time.ts';
import { isWithin } from '../../stay-spans.ts';
import { ruleKind } from '../rule-kind.ts';
import type { Scene } from '../scene.ts';

const paramsSchema = v.strictObject({
  /** Day of the stay by which one must be registered; the day of crossing is day 1, the earliest reading (domain.md §2.3). */
  byDay: v.number(),
});

/** Day by which somebody must be registered who stays long enough to have to be; missing where the stay ends before or is under permit. */
export const registerBy = (scene: Scene, byDay: number): number | undefined => {
  const { stay, day, permits, facts } = scene;
  if (!stay || facts.circumstances.direction !== 'entry' || isWithin(permits, day)) return undefined;
  const last = stay.start + byDay - 1;
  return stay.lastLawful >= last ? last : undefined;
};

/** On entry: register by this day. On exit after a longer stay: was there a registration in time; only ever a warning. */
export const registration = ruleKind(
  paramsSchema,
  ['register-by', 'registered', 'registered-late', 'late-by-strict-count', 'not-registered'],
  (scene, { byDay }, say) => {
    const { facts, day, presence, permits } = scene;
    const due = registerBy(scene, byDay);
    if (due !== undefined) return [say('register-by', { registerBy: dayText(due), days: byDay })];
    const { since } = presence;
    // Somebody who enters has no stay in progress.
    if (since === undefined || isWithin(permits, day)) return [];
    const length = day - since + 1;
    const dueDay = since + byDay - 1;
    const found = (facts.registrations ?? [])
      .filter(({ from, to }) => parseDay(to) >= since && parseDay(from) <= day)
      .map(({ from }) => parseDay(from));
    const params = { length, days: byDay, registerBy: dayText(dueDay) };
    if (length <= byDay) return [];
    if (found.length > 0) {
      const first = Math.min(...found);
      return [say(first <= dueDay ? 'registered' : 'registered-late', { ...params, registeredOn: dayText(first) })];
    }
    return [say(length === byDay + 1 ? 'late-by-strict-count' : 'not-registered', params)];
  },
);
