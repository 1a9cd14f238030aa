import * as v from 'valibot';
import { parseDay, parseInstant } from '../../calendar.ts';
import { dayText, localDay } from '../../local-time.ts';
import type { FindingParams } from '../../finding.ts';
import { stayMethods } from '../../stay.ts';
import { countStay, type StayCount, type StayLimits } from '../../stay-count.ts';
import { isWithin } from '../../stay-spans.ts';
import type { PackRule } from '../pack.ts';
import { paramsOf, ruleKind } from '../rule-kind.ts';
import type { Scene } from '../scene.ts';

const stayShape = v.strictObject({
  /** Days of one stay, entry and exit day included; with a registration, `withRegistration`. */
  perStay: v.optional(v.number()),
  withRegistration: v.optional(v.number()),
  /** So many days in each so many. */
  window: v.optional(v.strictObject({ days: v.number(), in: v.number() })),
  /** Only stays entered on or after this day count for the window. */
  countedFrom: v.optional(v.pipe(v.string(), v.isoDate())),
  methods: v.optional(v.array(v.picklist(stayMethods)), [...stayMethods]),
});
const stayParamsSchema = v.pipe(
  stayShape,
  v.check(({ perStay, window }) => perStay !== undefined || window !== undefined, 'perStay or window expected'),
);
type StayParams = v.InferOutput<typeof stayParamsSchema>;

const defaultLookBack = 180;

const isRegistered = ({ facts, presence, day }: Scene): boolean =>
  (facts.registrations ?? []).some(({ from, to }) => parseDay(from) <= day && parseDay(to) >= (presence.since ?? day));

const limitsOf = (params: StayParams, scene: Scene): StayLimits => {
  const { withRegistration, window, countedFrom, methods } = params;
  const perStay = withRegistration !== undefined && isRegistered(scene) ? withRegistration : params.perStay;
  return {
    methods,
    ...(perStay !== undefined && { perStay }),
    ...(window && { window: { days: window.days, window: window.in } }),
    ...(countedFrom !== undefined && { countedFrom: parseDay(countedFrom) }),
  };
};

/** The count a rule of stay comes to, with the limit it was counted against. */
export const stayOf = (scene: Scene, rule: PackRule): { count: StayCount; limit: number; window: number } => {
  const params = paramsOf(stayParamsSchema, rule);
  const limits = limitsOf(params, scene);
  const { day, presence, permits, facts } = scene;
  const count = countStay({ day, direction: facts.circumstances.direction, presence, permits }, limits);
  return { count, limit: limits.window?.days ?? limits.perStay ?? 0, window: limits.window?.window ?? 0 };
};

/** Gaps that can touch the days counted: older ones no longer change any figure of the rolling window. */
export const gapsWithin = (scene: Scene, window: number): Scene['presence']['gaps'] =>
  scene.presence.gaps.filter(({ to }) => to > scene.day - (window || defaultLookBack));

const figures = (count: StayCount, params: StayParams): FindingParams => ({
  used: count.used,
  remaining: count.remaining,
  lastLawfulDay: dayText(count.lastLawful),
  ...(params.perStay !== undefined && { days: params.perStay }),
  ...(params.withRegistration !== undefined && { withRegistration: params.withRegistration }),
  ...(params.window && { limit: params.window.days, window: params.window.in }),
  ...(count.allowedFrom !== undefined && { allowedFrom: dayText(count.allowedFrom) }),
});

/** Local day as of which the history is known; the text as it is where it is no instant. */
const knownAsOf = ({ facts }: Scene): string => {
  const instant = parseInstant(facts.historyKnown.asOf);
  return Number.isNaN(instant) ? facts.historyKnown.asOf : localDay(instant, facts.post.zone);
};

/** Both numbers side by side, where a pack counts by both methods. */
const both = ({ methods }: StayCount): FindingParams => {
  const rolling = methods.find(({ method }) => method === 'rolling');
  const block = methods.find(({ method }) => method === 'block-from-first-entry');
  if (!rolling || !block) return {};
  return {
    rollingUsed: rolling.used,
    rollingRemaining: rolling.remaining,
    rollingLastLawfulDay: dayText(rolling.lastLawful),
    blockUsed: block.used,
    blockRemaining: block.remaining,
    blockLastLawfulDay: dayText(block.lastLawful),
  };
};

/** Days of stay, by stay or by window, by every method the pack names (domain.md §2.2). Never more than the second line. */
export const stay = ruleKind(
  stayParamsSchema,
  [
    'allowed',
    'exhausted',
    'left-in-time',
    'overstay',
    'methods-disagree',
    'incomplete',
    'entry-unknown',
    'under-permit',
    'index-partial',
  ],
  (scene, params, say) => {
    const { stay: count, facts, day, permits, presence } = scene;
    if (!count) return [];
    const isExit = facts.circumstances.direction === 'exit';
    const values = figures(count, params);
    const gaps = gapsWithin(scene, params.window?.in ?? 0);
    const aside = [
      ...gaps.slice(0, 1).map(({ missing, from, to }) =>
        say('incomplete', {
          ...values,
          ...both(count),
          missing,
          gaps: gaps.length,
          to: dayText(to),
          ...(from !== undefined && { from: dayText(from) }),
        }),
      ),
      ...(facts.historyKnown.complete ? [] : [say('index-partial', { asOf: knownAsOf(scene) })]),
    ];
    const permit = permits.find((span) => isWithin([span], day));
    if (permit && count.overstay === 0)
      return [say('under-permit', { ...values, until: dayText(permit.to) }), ...aside];
    if (!isExit) {
      if (!count.agree) return [say('methods-disagree', { ...values, ...both(count) }), ...aside];
      return [say(count.remaining > 0 ? 'allowed' : 'exhausted', values), ...aside];
    }
    if (presence.since === undefined) return gaps.length > 0 ? aside : [say('entry-unknown', values), ...aside];
    const late = new Set(count.methods.map(({ overstay }) => overstay));
    if (late.size > 1)
      return [say('methods-disagree', { ...values, ...both(count), overstay: count.overstay }), ...aside];
    const over = { ...values, overstay: count.overstay, entered: dayText(presence.since) };
    return [say(count.overstay > 0 ? 'overstay' : 'left-in-time', over), ...aside];
  },
);
