import * as v from 'valibot';
import { circumstancesSchema, crossingBodySchema, crossingPersonalSchema, reasonSchema } from '../domain/crossing.ts';
import { decisionSchema, packRefSchema } from '../domain/decision.ts';
import { partialDocumentSchema } from '../domain/document/travel-document.ts';
import { readingSchema } from '../domain/document/reading.ts';
import { signatures } from '../domain/log-bodies.ts';
import { officerSchema } from '../domain/officer.ts';
import { postSchema } from '../domain/post.ts';
import { keepingSchema, repairSchema } from './keeping-view.ts';
import { weighedRebuttalSchema } from '../domain/rebuttal.ts';

const shiftNow = v.object({ seq: v.number(), from: v.string(), to: v.string() });

export const syncStateSchema = v.object({
  /** False where no centre is set. */
  connected: v.boolean(),
  url: v.optional(v.string()),
  unsent: v.number(),
  /** ISO instant of the oldest entry the centre has not acknowledged. */
  unsentSince: v.optional(v.string()),
  lastSyncAt: v.optional(v.string()),
  /** A word the page has a sentence for (`UplinkFault.code`), and what the machine said. */
  error: v.optional(v.object({ code: v.string(), detail: v.optional(v.string()), at: v.string() })),
  busy: v.boolean(),
});

export const stationStateSchema = v.object({
  /** `repair`: the log or its keys do not open; `repair` says what is to be done. */
  phase: v.picklist(['set-up', 'signed-out', 'ready', 'repair']),
  repair: v.optional(repairSchema),
  keeping: v.optional(keepingSchema),
  version: v.string(),
  demo: v.boolean(),
  now: v.string(),
  station: v.optional(v.object({ id: v.string(), post: postSchema, lane: v.string() })),
  officer: v.optional(officerSchema),
  pack: v.optional(
    v.object({
      ...packRefSchema.entries,
      from: v.string(),
      /** When the centre last said that it is the current one. */
      confirmedAt: v.optional(v.string()),
      /** What comes into force next. */
      next: v.optional(v.object({ version: v.string(), from: v.string() })),
      /** Packs and proposals that wait for an administrator. */
      waiting: v.optional(v.number()),
    }),
  ),
  watchlist: v.object({ entries: v.number(), updatedAt: v.optional(v.string()) }),
  /** The shift that is open. */
  shift: v.optional(shiftNow),
  sync: syncStateSchema,
  /** Pictures of the watched folder that wait, and the folder. */
  inbox: v.object({ waiting: v.number(), folder: v.optional(v.string()) }),
});

/** A document parked in the lane: the page holds its id, never the document or the decision itself. */
export const laneCaseSchema = v.object({
  id: v.string(),
  reading: readingSchema,
  /** Names, numbers and dates as shown. */
  document: partialDocumentSchema,
  /** Fields still needed before anything can be decided. */
  missing: v.array(v.string()),
  circumstances: circumstancesSchema,
  decision: v.optional(decisionSchema),
  /** The person's last crossings, newest first, and as of when the desk knew them. */
  history: v.object({
    asOf: v.string(),
    events: v.array(v.object({ at: v.string(), direction: v.string(), post: v.string() })),
    /** Other desks of this post that told their crossings later than the centre did, and as of when all of them had. */
    neighbours: v.optional(v.object({ desks: v.number(), asOf: v.string() })),
  }),
  /** What the traveller shows or says against the decision, with what would follow if it were so. */
  rebuttal: v.optional(weighedRebuttalSchema),
  /** The same person already recorded here within the last ten minutes. */
  repeatOf: v.optional(v.object({ seq: v.number(), at: v.string() })),
});

export const readOutcomeSchema = v.object({
  /** All that was found; one of them is parked where it is a document. */
  readings: v.array(readingSchema),
  parked: v.optional(laneCaseSchema),
});

export const crossingRowSchema = v.object({
  stationId: v.string(),
  seq: v.number(),
  at: v.string(),
  day: v.string(),
  hour: v.number(),
  body: crossingBodySchema,
  personal: v.optional(crossingPersonalSchema),
  corrections: v.number(),
  voided: v.boolean(),
  resolution: v.optional(
    v.object({
      action: v.picklist(['admit', 'refuse']),
      officer: v.string(),
      at: v.string(),
      minutes: v.number(),
      reason: v.optional(reasonSchema),
    }),
  ),
  /** The form of a refusal, handed over. */
  served: v.optional(
    v.object({
      signature: v.picklist(signatures),
      language: v.picklist(['kk', 'ru', 'en']),
      officer: v.string(),
      at: v.string(),
    }),
  ),
});

export type SyncState = v.InferOutput<typeof syncStateSchema>;
export type StationState = v.InferOutput<typeof stationStateSchema>;
export type LaneCase = v.InferOutput<typeof laneCaseSchema>;
export type ReadOutcome = v.InferOutput<typeof readOutcomeSchema>;
export type CrossingRow = v.InferOutput<typeof crossingRowSchema>;
