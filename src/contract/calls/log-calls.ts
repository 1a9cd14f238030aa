import * as v from 'valibot';
import { correctionChangesSchema, reasonSchema } from '../../domain/crossing.ts';
import { crossingRowSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { badge, nothing, pin } from './inputs.ts';

/** A second person, supervisor or above, who shows badge and PIN where the verdict would be another one. */
const witness = v.optional(v.object({ badge, pin }));

const historySchema = v.array(
  v.object({
    seq: v.number(),
    at: v.string(),
    kind: v.string(),
    officer: v.string(),
    confirmedBy: v.optional(v.string()),
    reason: v.optional(v.string()),
    /** What was so before, and after; missing where there was nothing, or where retention has erased it. */
    changes: v.array(v.object({ field: v.string(), from: v.optional(v.string()), to: v.optional(v.string()) })),
  }),
);

/** What was recorded, and what is laid over it. */
export const logCalls = {
  recent: {
    input: v.object({
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
      before: v.optional(v.number()),
    }),
    output: v.array(crossingRowSchema),
    role: 'officer',
  },
  correct: {
    input: v.object({
      seq: v.number(),
      changes: correctionChangesSchema,
      reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500)),
      witness,
    }),
    output: crossingRowSchema,
    role: 'officer',
  },
  void: {
    input: v.object({
      seq: v.number(),
      reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500)),
      witness,
    }),
    output: crossingRowSchema,
    role: 'officer',
  },
  /** All that was said of a crossing, oldest first: who, when, what from and to, why. */
  crossingHistory: { input: v.object({ seq: v.number() }), output: historySchema, role: 'officer' },
  secondLine: { input: nothing, output: v.array(crossingRowSchema), role: 'officer' },
  resolve: {
    input: v.object({ seq: v.number(), action: v.picklist(['admit', 'refuse']), reason: reasonSchema }),
    output: crossingRowSchema,
    role: 'supervisor',
  },
  verifyLog: {
    input: nothing,
    output: v.object({
      ok: v.boolean(),
      entries: v.number(),
      firstBad: v.optional(v.number()),
      reason: v.optional(v.string()),
    }),
    role: 'supervisor',
  },
} as const satisfies CallTable;
