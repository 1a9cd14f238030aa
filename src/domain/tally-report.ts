import * as v from 'valibot';

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
  byDay: v.array(v.object({ day: v.string(), ...inOut })),
  byOfficer: v.array(
    v.object({ officer: v.string(), ...inOut, referred: count, refused: count, medianSeconds: v.optional(count) }),
  ),
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
});

export type Period = v.InferOutput<typeof periodSchema>;
export type Tally = v.InferOutput<typeof tallySchema>;
