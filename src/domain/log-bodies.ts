import * as v from 'valibot';
import { actions, circumstancesSchema, crossingBodySchema, reasonSchema } from './crossing.ts';
import { partialDocumentSchema } from './document/travel-document.ts';

/** Sequence number of the crossing that an entry is laid over. */
const of = v.pipe(v.number(), v.integer(), v.minValue(1));

const confirmedBy = v.optional(v.string());

/** What is now true of a crossing: the parts that name nobody. */
export const correctionBodySchema = v.object({
  of,
  officer: v.string(),
  /** Badge of the second person, where the verdict could be another one. */
  confirmedBy,
  /** When the crossing took place, where that was recorded wrongly: a false clock, or typed in afterwards from paper. */
  at: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  changes: v.partial(
    v.omit(crossingBodySchema, ['pack', 'advice', 'findings', 'stay', 'overstay', 'reason', 'seconds']),
  ),
});

/** The parts of a correction that may name somebody, the officer's words among them. */
export const correctionPersonalSchema = v.object({
  reason: v.string(),
  document: v.optional(v.partial(partialDocumentSchema)),
  plate: v.optional(circumstancesSchema.entries.plate),
  remarks: v.optional(v.string()),
});

export const voidBodySchema = v.object({ of, officer: v.string(), confirmedBy });

/** The second line's word on a referral; its free words stand in the personal part. */
export const resolutionBodySchema = v.object({
  of,
  officer: v.string(),
  action: v.picklist(actions.filter((action) => action !== 'refer')),
  reason: v.optional(v.object({ code: reasonSchema.entries.code })),
});

export const signatures = ['signed', 'refused-to-sign'] as const;

/** The form of a refusal was handed over: in which language, and whether the traveller signed it. */
export const servedBodySchema = v.object({
  of,
  officer: v.string(),
  signature: v.picklist(signatures),
  language: v.picklist(['kk', 'ru', 'en']),
});

export type ServedBody = v.InferOutput<typeof servedBodySchema>;
export type CorrectionBody = v.InferOutput<typeof correctionBodySchema>;
export type CorrectionPersonal = v.InferOutput<typeof correctionPersonalSchema>;
export type ResolutionBody = v.InferOutput<typeof resolutionBodySchema>;
