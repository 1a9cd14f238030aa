import * as v from 'valibot';
import { documentDateSchema } from '../document/travel-document.ts';

/** One row of a watchlist; exact on document number, and on normalised name with birth date. */
export const watchlistEntrySchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  names: v.array(v.string()),
  birthDate: v.optional(documentDateSchema),
  documentNumbers: v.array(v.string()),
  citizenship: v.optional(v.string()),
  reason: v.string(),
});

/** Why an entry was hit, in words an officer can check against the page. */
export const watchlistHitSchema = v.object({
  entry: v.string(),
  score: v.number(),
  evidence: v.array(
    v.object({
      on: v.picklist(['document-number', 'name', 'birth-date', 'citizenship']),
      theirs: v.string(),
      ours: v.string(),
    }),
  ),
  reason: v.string(),
});

export type WatchlistEntry = v.InferOutput<typeof watchlistEntrySchema>;
export type WatchlistHit = v.InferOutput<typeof watchlistHitSchema>;
