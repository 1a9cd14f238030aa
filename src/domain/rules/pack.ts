import * as v from 'valibot';
import { attestations, outcomes } from '../finding.ts';
import { localisedSchema } from '../post.ts';

const day = v.pipe(v.string(), v.isoDate());

/** One dated rule of a pack. `kind` names the code that weighs it; everything else it needs stands in `params`. */
export const packRuleSchema = v.object({
  id: v.string(),
  kind: v.string(),
  /** Local days of the post, `from` inclusive, `to` exclusive; missing means unbounded. */
  from: v.optional(day),
  to: v.optional(day),
  params: v.record(v.string(), v.unknown()),
  citation: v.string(),
  attested: v.picklist(attestations),
  /** Per situation the rule tells apart: how heavy it is and what it says. `{name}` is filled from the parameters. */
  outcomes: v.record(v.string(), v.object({ outcome: v.picklist(outcomes), text: localisedSchema })),
});

export const rulePackSchema = v.object({
  id: v.string(),
  version: v.string(),
  /** State whose border it is, ICAO three-letter code. */
  state: v.string(),
  from: v.optional(day),
  to: v.optional(day),
  title: localisedSchema,
  reviewedOn: day,
  rules: v.array(packRuleSchema),
});

export type PackRule = v.InferOutput<typeof packRuleSchema>;
/** A pack as loaded: `hash` is the SHA-256 of its canonical JSON. */
export type RulePack = v.InferOutput<typeof rulePackSchema> & { readonly hash: string };
