import type { Decision } from './decision.ts';
import { heaviest, outcomes, type Finding } from './finding.ts';
import { dayText } from './local-time.ts';
import { gapsWithin, stayOf } from './rules/kinds/stay.ts';
import { registerBy } from './rules/kinds/registration.ts';
import type { PackRule } from './rules/pack.ts';
import { ruleKinds } from './rules/rule-kinds.ts';
import { isInForce, isInScope, sceneOf, type Facts, type Scene } from './rules/scene.ts';
import { findingOf } from './rules/sentence.ts';
import type { Stay } from './stay.ts';
import type { StayCount } from './stay-count.ts';
import { stripOf } from './stay-strip.ts';

const weight = ({ outcome }: Finding): number => outcomes.indexOf(outcome);

type Counted = { readonly count: StayCount; readonly limit: number; readonly window: number };

const shownStay = (scene: Scene, counted: Counted, byDay: number | undefined): Stay => {
  const { count, limit, window } = counted;
  const { direction } = scene.facts.circumstances;
  const due = byDay === undefined ? undefined : registerBy(scene, byDay);
  const gaps = gapsWithin(scene, window);
  const isEntryUnknown = direction === 'exit' && scene.presence.since === undefined;
  return {
    used: count.used,
    remaining: count.remaining,
    lastLawfulDay: dayText(count.lastLawful),
    ...(due !== undefined && { registerBy: dayText(due) }),
    ...(count.allowedFrom !== undefined && { allowedFrom: dayText(count.allowedFrom) }),
    complete: gaps.length === 0 && !isEntryUnknown && scene.facts.historyKnown.complete,
    limit,
    window,
    methods: count.methods.map(({ method, used, remaining, lastLawful }) => ({
      method,
      used,
      remaining,
      lastLawfulDay: dayText(lastLawful),
    })),
    ...(gaps.length > 0 && {
      gaps: gaps.map(({ missing, from, to }) => ({
        missing,
        ...(from !== undefined && { from: dayText(from) }),
        to: dayText(to),
      })),
    }),
    strip: stripOf(scene, count, window),
  };
};

const byDayOf = (rule: PackRule | undefined): number | undefined =>
  typeof rule?.params['byDay'] === 'number' ? rule.params['byDay'] : undefined;

/**
 * Weighs the facts by the rules of the pack that are in force on the post's local day. Advises, never refuses; findings heaviest
 * first, in the pack's order among equals. Throws only for faults of ours: an instant or zone that is none, a kind of rule
 * that no loaded pack can name.
 */
export const decide = (facts: Facts): Decision => {
  const scene = sceneOf(facts);
  const today = dayText(scene.day);
  const rules = facts.pack.rules.filter((rule) => isInForce(rule, today) && isInScope(rule.when, scene, today));
  const stayRule = rules.find(({ kind }) => kind === 'stay');
  const counted = stayRule && stayOf(scene, stayRule);
  const counting: Scene = counted ? { ...scene, stay: counted.count } : scene;
  const findings = rules
    .filter((rule) => rule.kind !== 'stay' || rule === stayRule)
    .flatMap((rule) => {
      const kind = ruleKinds[rule.kind];
      if (!kind) throw new RangeError(`unknown kind of rule: ${rule.kind}`);
      return kind.weigh(counting, rule).flatMap((situation) => findingOf(rule, situation, facts.pack.words) ?? []);
    })
    .toSorted((a, b) => weight(b) - weight(a));
  const { id, version, hash } = facts.pack;
  const byDay = byDayOf(rules.find(({ kind }) => kind === 'registration'));
  return {
    pack: { id, version, hash },
    advice: heaviest(findings),
    findings,
    ...(counted && { stay: shownStay(counting, counted, byDay) }),
  };
};
