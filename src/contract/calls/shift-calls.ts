import * as v from 'valibot';
import { equipmentSchema, handoverBodySchema, handoverWordsSchema } from '../../domain/handover.ts';
import type { CallTable } from './call-table.ts';
import { badge, fileSchema, language, nothing, pin } from './inputs.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

/** A shift; `from` and `to` as planned while it is open, as they were once it is closed. */
export const shiftSchema = v.object({
  /** Sequence of the entry that opened it. */
  seq: v.number(),
  officer: v.string(),
  officers: v.array(v.string()),
  lane: v.string(),
  lanes: v.optional(v.array(v.string())),
  equipment: v.optional(equipmentSchema),
  from: v.string(),
  to: v.string(),
  closed: v.optional(
    v.object({
      at: v.string(),
      officer: v.string(),
      fromSeq: v.number(),
      toSeq: v.number(),
      /** Cases left to the second line. */
      open: v.number(),
      persons: v.number(),
      /** Missing where the shift was closed without a handover. */
      handover: v.optional(handoverBodySchema),
    }),
  ),
});

const shiftsSchema = v.object({
  current: v.optional(shiftSchema),
  /** The times a shift opened now would have. */
  proposed: v.object({ from: v.string(), to: v.string() }),
  /** Newest first. */
  last: v.array(shiftSchema),
});

const lane = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9-]{1,8}$/));
const shown = v.object({ badge, pin });
/** Both officers show their PIN; without `incoming` nobody was there to take over. */
const handoverInput = v.object({
  outgoing: shown,
  incoming: v.optional(shown),
  equipment: equipmentSchema,
  words: handoverWordsSchema,
});

/** Shifts, and what is signed at their end. */
export const shiftCalls = {
  shifts: { input: nothing, output: shiftsSchema, role: 'officer' },
  openShift: {
    input: v.object({
      from: v.optional(instant),
      to: v.optional(instant),
      officers: v.optional(v.pipe(v.array(badge), v.maxLength(40))),
      lanes: v.optional(v.pipe(v.array(lane), v.maxLength(60))),
      equipment: v.optional(equipmentSchema),
    }),
    output: shiftsSchema,
    role: 'supervisor',
  },
  /** `leaveOpen`: cases of the second line are left to the next shift, and whoever closes knows of them. */
  closeShift: {
    input: v.object({ leaveOpen: v.boolean(), handover: v.optional(handoverInput) }),
    output: shiftsSchema,
    role: 'supervisor',
  },
  /** The sheet of a closed shift, as often as it is asked for. */
  handoverSheet: { input: v.object({ shift: v.number(), language }), output: fileSchema, role: 'supervisor' },
  signedTally: {
    input: v.object({ shift: v.number(), format: v.picklist(['pdf', 'json']), language }),
    output: fileSchema,
    role: 'supervisor',
  },
  /** Proof that an entry stands in the log, to be checked without the log. */
  prove: {
    input: v.object({ seq: v.number(), format: v.picklist(['pdf', 'json']), language }),
    output: fileSchema,
    role: 'supervisor',
  },
} as const satisfies CallTable;

export type Shift = v.InferOutput<typeof shiftSchema>;
export type ShiftsShown = v.InferOutput<typeof shiftsSchema>;
