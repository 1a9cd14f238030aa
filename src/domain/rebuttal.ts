import * as v from 'valibot';
import { outcomes } from './finding.ts';
import { directions } from './stay.ts';

/** What a traveller shows or says against the count of days or the reading of a document (issue of the law: the traveller’s word). */
export const rebuttalKinds = ['ticket', 'stamp', 'second-passport', 'other'] as const;

/** A crossing the traveller says was, on a local day of the post, that no record here holds. */
const claimSchema = v.object({ direction: v.picklist(directions), day: v.pipe(v.string(), v.isoDate()) });

/** As the officer notes it down. `words` may name somebody and go into the personal part. */
export const rebuttalSchema = v.object({
  kind: v.picklist(rebuttalKinds),
  words: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
  claim: v.optional(claimSchema),
});

/** What the rules would say if the claim were so; it stands beside the decision and never in its place. */
export const supposedSchema = v.object({
  advice: v.picklist(outcomes),
  remaining: v.optional(v.number()),
  lastLawfulDay: v.optional(v.string()),
});

/** The part kept with the crossing that names nobody. */
export const rebuttalBodySchema = v.object({
  kind: v.picklist(rebuttalKinds),
  claim: v.optional(claimSchema),
  supposed: v.optional(supposedSchema),
});

/** A rebuttal of the traveller on the desk, with what would follow from it. */
export const weighedRebuttalSchema = v.object({ ...rebuttalSchema.entries, supposed: v.optional(supposedSchema) });

export type Rebuttal = v.InferOutput<typeof rebuttalSchema>;
export type RebuttalBody = v.InferOutput<typeof rebuttalBodySchema>;
export type WeighedRebuttal = v.InferOutput<typeof weighedRebuttalSchema>;

/** The open part of a rebuttal, as the crossing keeps it. */
export const rebuttalBody = ({ kind, claim, supposed }: WeighedRebuttal): RebuttalBody => ({
  kind,
  ...(claim && { claim }),
  ...(supposed && { supposed }),
});
