import * as v from 'valibot';
import { directions } from './stay.ts';

export const travelFindingKinds = [
  /** Two posts further apart than anybody travels in the time between. */
  'impossible-travel',
  /** The same document at two posts, so soon after one another that nobody carried it there. */
  'one-document-two-posts',
  /** The same person twice at one post in one direction within minutes, at two desks. */
  'recorded-twice',
  /** Two entries, or two exits, and nothing known between them. */
  'crossing-missing',
] as const;

export const dispositions = ['explained', 'recorded-wrongly', 'passed-on'] as const;

/** One side of a finding. It names a desk's entry, never a person: only the desk that wrote it can tell who it was. */
export const travelSideSchema = v.object({
  station: v.string(),
  seq: v.number(),
  post: v.string(),
  at: v.pipe(v.string(), v.isoTimestamp()),
  direction: v.picklist(directions),
});

export const travelFindingSchema = v.object({
  id: v.string(),
  kind: v.picklist(travelFindingKinds),
  earlier: travelSideSchema,
  later: travelSideSchema,
  /** Minutes between the two, and the least anybody needs from one post to the other, where both places are known. */
  minutes: v.number(),
  needed: v.optional(v.number()),
  /** Taken back: what came later explains it. */
  withdrawn: v.optional(v.boolean()),
  disposition: v.optional(
    v.object({ what: v.picklist(dispositions), by: v.string(), at: v.pipe(v.string(), v.isoTimestamp()) }),
  ),
});

/** Body of a `finding-disposed` entry; the officer's words stand in its personal part. */
export const dispositionBodySchema = v.object({
  finding: v.string(),
  what: v.picklist(dispositions),
  officer: v.string(),
});

export type TravelFindingKind = (typeof travelFindingKinds)[number];
export type Disposition = (typeof dispositions)[number];
export type TravelSide = v.InferOutput<typeof travelSideSchema>;
export type TravelFinding = v.InferOutput<typeof travelFindingSchema>;
