import * as v from 'valibot';
import { attestations } from '../domain/finding.ts';
import { localisedSchema } from '../domain/post.ts';

/** Why a copy was not made; the page has a sentence for each. */
export const placeFaults = ['missing', 'read-only', 'disk-full', 'disk-failed', 'damaged', 'failed'] as const;

export const copySchema = v.object({
  file: v.string(),
  at: v.string(),
  seq: v.number(),
  bytes: v.number(),
  place: v.picklist(['own', 'second', 'found']),
  /** The desk it was taken from, where its folder tells. */
  station: v.optional(v.string()),
});

const placeSchema = v.object({
  folder: v.string(),
  /** The newest copy there; it was read through to its last entry when it was made. */
  last: v.optional(v.object({ at: v.string(), seq: v.number(), bytes: v.number() })),
  fault: v.optional(v.object({ code: v.picklist(placeFaults), at: v.string() })),
});

/** Long work under way: bytes while copying and sending a stick's file, entries otherwise. */
export const workSchema = v.object({
  kind: v.picklist([
    'backup',
    'verify',
    'verify-log',
    'erase',
    'restore',
    'migrate',
    'stick',
    'index',
    'watchlist',
    'stick-delivery',
  ]),
  step: v.picklist([
    'copy',
    'verify',
    'verify-log',
    'erase',
    'migrate',
    'stick',
    'index',
    'watchlist',
    'stick-send',
    'stick-take',
  ]),
  done: v.number(),
  total: v.number(),
  startedAt: v.string(),
  /** When this step began and how much of it was done then: what its rate is counted from. The whole work where they are missing. */
  stepAt: v.optional(v.string()),
  stepFrom: v.optional(v.number()),
  /** Badge of who began it: whoever did may stop it. Missing where the desk did so by itself. */
  by: v.optional(v.string()),
});

/** How well the log is kept: its copies, its recovery words, and what is to be erased. */
export const keepingSchema = v.object({
  own: placeSchema,
  second: v.optional(placeSchema),
  work: v.optional(workSchema),
  /** When the recovery words were written down; missing where there are none. */
  recoveryAt: v.optional(v.string()),
  /** True where the keys of this desk may be put under a passphrase, and whether they are. */
  passphrase: v.optional(v.boolean()),
  retention: v.optional(
    v.object({
      rule: v.string(),
      months: v.number(),
      citation: v.string(),
      cited: v.optional(localisedSchema),
      attested: v.picklist(attestations),
      /** Local day: what was recorded before it is erased. */
      before: v.string(),
      lastRun: v.optional(v.object({ at: v.string(), entries: v.number(), open: v.number(), watched: v.number() })),
    }),
  ),
});

/** Why a desk did not open, and what it offers in place of its views. */
export const repairSchema = v.object({
  /**
   * `damaged`: a copy is to be put back; `keys`: words are asked for; `passphrase`: it is asked for; `migrating`: wait; `empty`: a
   * machine that is no desk yet is to become one from a copy.
   */
  kind: v.picklist(['damaged', 'keys', 'passphrase', 'migrating', 'empty']),
  /** The fault's own code, and the first entry that is lost where it could be found. */
  code: v.string(),
  firstBad: v.optional(v.number()),
  /** Last entry known to have been written; missing where the file does not tell. */
  lastKnown: v.optional(v.number()),
  /** True where the key is at hand, so that copies can be read through without the words. */
  hasKey: v.boolean(),
  hasRecovery: v.boolean(),
  copies: v.array(copySchema),
  work: v.optional(workSchema),
});

export type Keeping = v.InferOutput<typeof keepingSchema>;
export type PlaceFault = (typeof placeFaults)[number];
export type Work = v.InferOutput<typeof workSchema>;
export type Copy = v.InferOutput<typeof copySchema>;
export type Repair = v.InferOutput<typeof repairSchema>;
