import * as v from 'valibot';

const instant = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const word = v.pipe(v.string(), v.maxLength(80));

/** What going through a whole log found; `order` is the centre's order that asked for it. */
export const chainCheckSchema = v.object({
  at: instant,
  ok: v.boolean(),
  /** Entries that hold, from the first on. */
  entries: count,
  firstBad: v.optional(count),
  reason: v.optional(word),
  order: v.optional(word),
});

/** How a desk is, in its own words: small, and without a word on travellers. What it cannot find out is missing. */
export const deskHealthSchema = v.object({
  /** Clock of the desk. */
  at: instant,
  version: word,
  /** Last entry of the log. */
  head: count,
  unsent: count,
  unsentSince: v.optional(instant),
  /** The rules in force; `state` is whose they are, `version` orders them within it. */
  pack: v.optional(v.object({ state: word, id: word, version: word, hash: word })),
  watchlist: v.object({ entries: count, updatedAt: v.optional(instant) }),
  chain: v.optional(chainCheckSchema),
  /** Bytes of the disk that holds the log. */
  disk: v.optional(v.object({ free: count, total: count })),
  /** `share` from 0 to 1. */
  battery: v.optional(v.object({ share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)), charging: v.boolean() })),
  /** When the newest copy of the log was made. */
  copyAt: v.optional(instant),
  /** Messages of the centre that somebody at this desk acknowledged. */
  notices: v.pipe(v.array(v.object({ id: word, at: instant, by: word })), v.maxLength(100)),
});

export type ChainCheck = v.InferOutput<typeof chainCheckSchema>;
export type DeskHealth = v.InferOutput<typeof deskHealthSchema>;
