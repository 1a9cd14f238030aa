import * as v from 'valibot';
import { purposes } from '../crossing.ts';
import { directions } from '../stay.ts';
import { documentTypes } from '../document/travel-document.ts';
import { attestations, outcomes } from '../finding.ts';
import { localisedSchema } from '../post.ts';

const day = v.pipe(v.string(), v.isoDate());
/** A group of the pack (lower case) or a state (three capitals). */
const who = v.pipe(v.string(), v.regex(/^([A-Z]{3}|[a-z][a-zA-Z]*)$/));

/** Whom and what a rule speaks of; every member given must hold. */
export const scopeSchema = v.strictObject({
  citizenship: v.optional(v.array(who)),
  notCitizenship: v.optional(v.array(who)),
  issuer: v.optional(v.array(who)),
  direction: v.optional(v.picklist(directions)),
  documentTypes: v.optional(v.array(v.picklist(documentTypes))),
  /** A rule bound to purposes does not speak of somebody whose purpose is unknown. */
  purposes: v.optional(v.array(v.picklist(purposes))),
  /** Whole years on the day of crossing, both inclusive. */
  minAge: v.optional(v.number()),
  maxAge: v.optional(v.number()),
  /** Day the present stay began: today for an entry, the recorded entry for an exit; `before` exclusive, `from` inclusive. */
  enteredBefore: v.optional(day),
  enteredFrom: v.optional(day),
});

/** One dated rule of a pack. `kind` names the code that weighs it; everything else it needs stands in `params`. */
export const packRuleSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Z0-9_.-]+$/)),
  kind: v.string(),
  /** Local days of the post, `from` inclusive, `to` exclusive; missing means unbounded. */
  from: v.optional(day),
  to: v.optional(day),
  when: v.optional(scopeSchema),
  params: v.record(v.string(), v.unknown()),
  citation: v.pipe(v.string(), v.minLength(3)),
  attested: v.picklist(attestations),
  /** Per situation the rule tells apart: how heavy it is and what it says. `{name}` is filled from the parameters. */
  outcomes: v.record(v.string(), v.strictObject({ outcome: v.picklist(outcomes), text: localisedSchema })),
});

/** States that a rule may name together, with the dates of their membership (`to` exclusive). */
const groupSchema = v.array(
  v.strictObject({
    states: v.array(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
    from: v.optional(day),
    to: v.optional(day),
  }),
);

/** One period for all that is recorded, in whole months from the day of recording. */
const retentionSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Z0-9_.-]+$/)),
  months: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1200)),
  citation: v.pipe(v.string(), v.minLength(3)),
  attested: v.picklist(attestations),
  text: localisedSchema,
});

/**
 * A pack as it is written, signed and handed over: the whole law of one state's border in one file. An edition is the law
 * between two dates at which it changed as a whole; lesser changes are dates on the rules themselves.
 */
export const packFileSchema = v.strictObject({
  /** For editors that check as one types. */
  $schema: v.optional(v.string()),
  format: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)),
  version: v.pipe(v.string(), v.regex(/^\d{4}\.\d{1,2}\.\d{1,2}(\.\d+)?$/)),
  /** State whose border it is, ICAO three-letter code, and its usual IANA zone. */
  state: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  zone: v.string(),
  reviewedOn: day,
  groups: v.record(v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z]*$/)), groupSchema),
  /** Words that stand in parameters, for the sentences: fields, transports, directions. */
  words: v.optional(v.record(v.string(), localisedSchema), {}),
  editions: v.pipe(v.array(v.strictObject({ from: day, to: v.optional(day), title: localisedSchema })), v.minLength(1)),
  rules: v.array(packRuleSchema),
  /** How long the log may say who somebody was; then the personal fields are erased. */
  retention: v.optional(retentionSchema),
});

export type Scope = v.InferOutput<typeof scopeSchema>;
export type PackRule = v.InferOutput<typeof packRuleSchema>;
export type PackFile = v.InferOutput<typeof packFileSchema>;

/** One edition as loaded: `from` inclusive, `to` exclusive; `hash` is the SHA-256 of the canonical JSON of all the rest. */
export type RulePack = Pick<
  PackFile,
  'id' | 'version' | 'state' | 'zone' | 'reviewedOn' | 'groups' | 'words' | 'rules' | 'retention'
> & {
  readonly from: string;
  readonly to?: string;
  readonly title: PackFile['editions'][number]['title'];
  readonly hash: string;
};
