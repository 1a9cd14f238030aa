import * as v from 'valibot';
import { crossingBodySchema, reasonSchema } from './crossing.ts';
import { partialDocumentSchema } from './document/travel-document.ts';

/** What is laid over a crossing by a later entry of the log. `of` is the sequence number of the crossing. */
const laid = { of: v.pipe(v.number(), v.integer(), v.minValue(1)), officer: v.string() };

/** Kind `correction`: members of `body` and of the personal part replace those of the crossing. */
export const correctionBodySchema = v.object({ ...laid, body: v.partial(crossingBodySchema) });
export const correctionPersonalSchema = v.object({
  document: v.optional(v.partial(partialDocumentSchema)),
  plate: v.optional(v.string()),
  remarks: v.optional(v.string()),
  /** Why it was corrected, in the officer's words. */
  reason: v.string(),
});

/** Kind `void`: the crossing never happened. */
export const voidBodySchema = v.object(laid);
export const voidPersonalSchema = v.object({ reason: v.string() });

/** Kind `resolution`: what the second line made of a referral. */
export const resolutionBodySchema = v.object({
  ...laid,
  action: v.picklist(['admit', 'refuse']),
  reason: v.object({ code: reasonSchema.entries.code }),
});
export const resolutionPersonalSchema = v.object({ note: v.optional(v.string()) });

export type CorrectionBody = v.InferOutput<typeof correctionBodySchema>;
export type CorrectionPersonal = v.InferOutput<typeof correctionPersonalSchema>;
export type VoidBody = v.InferOutput<typeof voidBodySchema>;
export type ResolutionBody = v.InferOutput<typeof resolutionBodySchema>;
