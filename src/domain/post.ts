import * as v from 'valibot';

/** A name in the three languages of the interface. */
export const localisedSchema = v.object({ kk: v.string(), ru: v.string(), en: v.string() });

/** A border post, from `resources/posts.json`: status is data with dates, never code (domain.md §0.8, §7.6). */
export const postSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  name: localisedSchema,
  region: localisedSchema,
  /** IANA zone; the post's local days are what stays and tallies count. */
  zone: v.string(),
  /** Bilateral posts are open to citizens of the two states only (domain.md §7.6). */
  kind: v.picklist(['multilateral', 'bilateral']),
  neighbour: v.optional(v.object({ state: v.string(), post: v.string() })),
  /** Degrees; approximate, for display only. */
  position: v.optional(v.object({ lat: v.number(), lon: v.number() })),
  /** Local days, both inclusive; `to` missing means until further notice. */
  closures: v.array(
    v.object({ from: v.string(), to: v.optional(v.string()), transports: v.array(v.string()), citation: v.string() }),
  ),
});

export type Localised = v.InferOutput<typeof localisedSchema>;
export type Post = v.InferOutput<typeof postSchema>;
