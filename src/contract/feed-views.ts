import * as v from 'valibot';
import { travelFindingSchema } from '../domain/travel-finding.ts';
import { feedNames } from './feeds.ts';

/** How fresh what a desk has from the centre is. */
export const feedStateSchema = v.object({
  feed: v.picklist(feedNames),
  /** ISO instant of the centre as of which the desk has it; missing where nothing has come. */
  at: v.optional(v.string()),
  /** False while more of it is on its way. */
  whole: v.boolean(),
  /** A word the page has a sentence for. */
  fault: v.optional(v.object({ code: v.string(), at: v.string() })),
});

/** A finding, and who it was where one side was written at this desk. */
export const findingRowSchema = v.object({
  ...travelFindingSchema.entries,
  person: v.optional(v.object({ name: v.string(), document: v.string() })),
});

export type FeedState = v.InferOutput<typeof feedStateSchema>;
export type FindingRow = v.InferOutput<typeof findingRowSchema>;
