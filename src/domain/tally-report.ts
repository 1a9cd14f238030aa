import * as v from 'valibot';
import { bandSchema } from './time-bands.ts';

/** Local days of the post, both inclusive, `YYYY-MM-DD`; or the instants of a shift, end excluded. */
export const periodSchema = v.variant('kind', [
  v.object({ kind: v.literal('days'), from: v.pipe(v.string(), v.isoDate()), to: v.pipe(v.string(), v.isoDate()) }),
  v.object({
    kind: v.literal('shift'),
    from: v.pipe(v.string(), v.isoTimestamp()),
    to: v.pipe(v.string(), v.isoTimestamp()),
  }),
]);

const count = v.number();
const inOut = { entry: count, exit: count };
/** What one officer or one lane did. */
const worked = { ...inOut, referred: count, refused: count, medianSeconds: v.optional(count) };

/** People who came one upon the other's heels, at a lane that had no pause, and what that says of those who waited. */
const queueSchema = v.object({
  /** Persons whose document was scanned within half a minute of the record before: they had been waiting. */
  waited: count,
  /** The longest run without a pause; missing where nobody waited. `waiting`: how many stood there at once, at least. */
  longest: v.optional(v.object({ from: v.string(), to: v.string(), persons: count, waiting: count })),
});

/** Persons counted once a crossing; voided crossings are left out of all but `voided`. */
export const tallySchema = v.object({
  period: periodSchema,
  posts: v.array(v.string()),
  zone: v.string(),
  persons: v.object({ ...inOut, total: count }),
  /** By what became of them in the end: `refer` is still open in the second line. */
  byOutcome: v.array(v.object({ outcome: v.picklist(['admit', 'refer', 'refuse']), ...inOut })),
  byCitizenship: v.array(v.object({ citizenship: v.string(), ...inOut })),
  byDocument: v.array(v.object({ documentType: v.string(), ...inOut })),
  byTransport: v.array(v.object({ transport: v.string(), ...inOut })),
  byPurpose: v.array(v.object({ purpose: v.string(), ...inOut })),
  bySex: v.array(v.object({ sex: v.string(), ...inOut })),
  /** 24 rows, local hours 0–23. */
  byHour: v.array(v.object({ hour: count, ...inOut })),
  /** Local days: a night shift has two. */
  byDay: v.array(v.object({ day: v.string(), ...inOut })),
  byOfficer: v.array(v.object({ officer: v.string(), ...worked })),
  byPost: v.array(v.object({ post: v.string(), ...inOut })),
  refusals: v.array(v.object({ code: v.string(), count })),
  secondLine: v.object({ referred: count, open: count, medianMinutes: v.optional(count) }),
  /** Crossings in which a KZ IIN was recorded. */
  iins: count,
  minors: count,
  manual: count,
  overrides: count,
  /** Crossings with a traveller's word against the decision; missing where there was none, as in tallies signed before. */
  rebuttals: v.optional(count),
  corrections: count,
  voided: count,
  /** Seconds from scan to key; missing where nobody crossed. */
  medianSeconds: v.optional(count),
  p90Seconds: v.optional(count),

  // From here on missing in tallies that were signed before they were counted.

  /** Citizenship × document × transport × purpose, by these words; only what occurred. */
  byKind: v.optional(
    v.array(
      v.object({
        citizenship: v.string(),
        documentType: v.string(),
        transport: v.string(),
        purpose: v.string(),
        ...inOut,
      }),
    ),
  ),
  /** Five years a row, `from` its first; only ages that occurred. Persons by sex, both directions together. */
  byAge: v.optional(v.array(v.object({ from: count, M: count, F: count, X: count }))),
  /** Persons by seconds from scan to key, and by minutes from referral to the second line's word. */
  processing: v.optional(v.array(bandSchema)),
  waiting: v.optional(v.array(bandSchema)),
  byLane: v.optional(v.array(v.object({ post: v.string(), lane: v.string(), ...worked }))),
  /** Vehicles by class: each vehicle or bus recorded as such once, else each driver. */
  vehicles: v.optional(v.array(v.object({ transport: v.string(), ...inOut }))),
  /** Persons on wheels of whom neither a vehicle nor a driver's or passenger's place was recorded. */
  withoutVehicle: v.optional(count),
  /** Exits after the last lawful day, as the rules of that moment counted. */
  overstays: v.optional(count),
  /** Refused in the end for a forged document. */
  forged: v.optional(count),
  queue: v.optional(queueSchema),
});

export type Period = v.InferOutput<typeof periodSchema>;
export type Tally = v.InferOutput<typeof tallySchema>;
