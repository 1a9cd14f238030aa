import * as v from 'valibot';
import { actions, consents, groupKinds, groupSchema, reasonSchema } from '../../domain/crossing.ts';
import { crossingRowSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { nothing } from './inputs.ts';

/** More people than any bus or railway carriage holds. */
const largest = 150;

const openGroupSchema = v.object({ ...groupSchema.entries, members: v.array(crossingRowSchema) });

/** Vehicles and families that stay open on the lane, and buses recorded together. */
export const groupCalls = {
  group: { input: nothing, output: v.object({ open: v.optional(openGroupSchema) }), role: 'officer' },
  /** Whoever is recorded from now on belongs to it; one that was open is closed. */
  openGroup: { input: v.object({ kind: v.picklist(['vehicle', 'family']) }), output: openGroupSchema, role: 'officer' },
  closeGroup: { input: nothing, output: nothing, role: 'officer' },
  /** Parked cases, all of them recorded in one transaction or none. A fault names the case it is about in `detail`. */
  recordGroup: {
    input: v.object({
      kind: v.picklist(groupKinds),
      members: v.pipe(
        v.array(
          v.object({
            caseId: v.string(),
            action: v.picklist(actions),
            reason: v.optional(reasonSchema),
            remarks: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
            /** Case of the adult who accompanies this minor. */
            companion: v.optional(v.string()),
            consent: v.optional(v.picklist(consents)),
          }),
        ),
        v.minLength(1),
        v.maxLength(largest),
      ),
    }),
    output: v.object({ rows: v.array(crossingRowSchema) }),
    role: 'officer',
  },
} as const satisfies CallTable;
