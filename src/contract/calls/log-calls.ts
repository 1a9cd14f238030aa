import * as v from 'valibot';
import { correctionChangesSchema, reasonSchema } from '../../domain/crossing.ts';
import { crossingRowSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { nothing } from './inputs.ts';

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
    }),
    output: crossingRowSchema,
    role: 'officer',
  },
  void: {
    input: v.object({ seq: v.number(), reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500)) }),
    output: crossingRowSchema,
    role: 'officer',
  },
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
