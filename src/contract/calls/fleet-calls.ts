import * as v from 'valibot';
import { noticeSchema } from '../../domain/fleet/notice.ts';
import { fleetActResponseSchema, fleetActSchema, fleetViewSchema, reasonTextSchema } from '../fleet.ts';
import type { CallTable } from './call-table.ts';
import { nothing } from './inputs.ts';

const code = fleetActResponseSchema.entries.code;

/** All desks of the centre, for an administrator, and what the centre's administrators say to this one. */
export const fleetCalls = {
  /** Asks the centre; it decides whether this desk and this officer may know. */
  fleet: { input: nothing, output: fleetViewSchema, role: 'administrator' },
  fleetAct: {
    input: v.object({ act: fleetActSchema, reason: reasonTextSchema }),
    output: v.object({
      fleet: fleetViewSchema,
      code,
      /** Address and code as a QR, for the reader of the desk that is to be connected. */
      qr: v.optional(v.object({ size: v.number(), path: v.string() })),
      address: v.optional(v.string()),
    }),
    role: 'administrator',
  },
  /** Messages nobody has acknowledged here, oldest first. */
  notices: { input: nothing, output: v.array(noticeSchema), role: 'officer' },
  acknowledgeNotice: {
    input: v.object({ id: noticeSchema.entries.id }),
    output: v.array(noticeSchema),
    role: 'officer',
  },
  /** What a person compares with the paper of the centre's administrator; missing where no centre is set. */
  centreKey: { input: nothing, output: v.object({ fingerprint: v.optional(v.string()) }), role: 'officer' },
} as const satisfies CallTable;
