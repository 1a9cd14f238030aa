import * as v from 'valibot';
import { findingSchema, outcomes } from './finding.ts';
import { staySchema } from './stay.ts';

/** The pack a decision was made by: enough to find it again and to prove that it is the same. */
export const packRefSchema = v.object({ id: v.string(), version: v.string(), hash: v.string() });

/** What the station advises. A person decides; the log keeps both. */
export const decisionSchema = v.object({
  pack: packRefSchema,
  /** The heaviest outcome among the findings. */
  advice: v.picklist(outcomes),
  /** Heaviest first. */
  findings: v.array(findingSchema),
  stay: v.optional(staySchema),
});

export type PackRef = v.InferOutput<typeof packRefSchema>;
export type Decision = v.InferOutput<typeof decisionSchema>;
