import * as v from 'valibot';

export const directions = ['entry', 'exit'] as const;

/** One crossing of the person's past, as any post may know it. `at` is an ISO 8601 instant. */
export const historyEventSchema = v.object({
  at: v.string(),
  direction: v.picklist(directions),
  post: v.string(),
});

/** A span of local days, both inclusive, `YYYY-MM-DD`. */
export const daySpanSchema = v.object({ from: v.string(), to: v.string() });

export const stayMethods = ['rolling', 'block-from-first-entry'] as const;

/** Days, whole, local to the post; entry and exit day both count (domain.md §2.2). */
export const staySchema = v.object({
  used: v.number(),
  remaining: v.number(),
  lastLawfulDay: v.string(),
  registerBy: v.optional(v.string()),
  allowedFrom: v.optional(v.string()),
  /** False where an entry or exit is unmatched, or the index is known to miss posts. */
  complete: v.boolean(),
  /** The limit in force, in days, and the window it is counted in (0 where the regime has none). */
  limit: v.number(),
  window: v.number(),
  methods: v.array(
    v.object({
      method: v.picklist(stayMethods),
      used: v.number(),
      remaining: v.number(),
      lastLawfulDay: v.string(),
    }),
  ),
  /** Crossings that must have been and are not known: `from` and `to` are the local days between which one is missing. */
  gaps: v.optional(
    v.array(v.object({ missing: v.picklist(directions), from: v.optional(v.string()), to: v.string() })),
  ),
  /** For the strip of days: what is drawn, in order, inside `from`..`to`. */
  strip: v.object({
    from: v.string(),
    to: v.string(),
    spans: v.array(v.object({ from: v.string(), to: v.string(), kind: v.picklist(['present', 'permit', 'ahead']) })),
  }),
});

export type Direction = (typeof directions)[number];
export type HistoryEvent = v.InferOutput<typeof historyEventSchema>;
export type DaySpan = v.InferOutput<typeof daySpanSchema>;
export type StayMethod = (typeof stayMethods)[number];
export type Stay = v.InferOutput<typeof staySchema>;
