import * as v from 'valibot';
import { localisedSchema, type Localised } from './post.ts';

/** Weight of a finding, lightest first. There is no `refuse`: only a person refuses (domain.md §9). */
export const outcomes = ['ok', 'info', 'warn', 'second-line'] as const;
export const attestations = ['official', 'secondary', 'unverified'] as const;

export const paramsSchema = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));

export const findingSchema = v.object({
  /** Rule id of the pack, e.g. `KZ.STAY.EAEU.90_180`. */
  rule: v.string(),
  outcome: v.picklist(outcomes),
  citation: v.string(),
  /** The same act as each language names it, where the pack has words for it. */
  cited: v.optional(localisedSchema),
  attested: v.picklist(attestations),
  params: paramsSchema,
  /** The sentence shown, parameters filled in, one per language. */
  text: localisedSchema,
});

export type Outcome = (typeof outcomes)[number];
export type Attestation = (typeof attestations)[number];
export type FindingParams = v.InferOutput<typeof paramsSchema>;
export type Finding = v.InferOutput<typeof findingSchema>;

/** An act as a language names it; in the pack's own words where that language has none. */
export const citedIn = (
  { citation, cited }: { readonly citation: string; readonly cited?: Localised | undefined },
  language: keyof Localised,
): string => cited?.[language] ?? citation;

/** The heaviest outcome of all, `ok` where there is none. */
export const heaviest = (found: readonly { outcome: Outcome }[]): Outcome =>
  found.reduce<Outcome>(
    (worst, { outcome }) => (outcomes.indexOf(outcome) > outcomes.indexOf(worst) ? outcome : worst),
    'ok',
  );
