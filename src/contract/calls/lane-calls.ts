import * as v from 'valibot';
import { circumstancesSchema, actions, consents, reasonSchema } from '../../domain/crossing.ts';
import { problemSchema, rawScanSchema } from '../../domain/document/reading.ts';
import { crossingRowSchema, laneCaseSchema, readOutcomeSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { nothing, typedFieldsSchema } from './inputs.ts';

/** From the scan to the record. */
export const laneCalls = {
  read: {
    input: v.object({ scan: rawScanSchema, circumstances: circumstancesSchema }),
    output: readOutcomeSchema,
    role: 'officer',
  },
  /** One frame of a live camera. Answers what is in sight; `outcome` once several frames agree on a document. */
  look: {
    input: v.object({
      frame: v.pipe(v.string(), v.maxLength(16 * 1024 * 1024)),
      /** The first frame after the camera was turned to the lane: what lies there is read even where it was read before. */
      fresh: v.boolean(),
      circumstances: circumstancesSchema,
    }),
    output: v.object({
      sightings: v.array(v.object({ source: v.string(), format: v.string(), corners: v.array(v.number()) })),
      /** The code of a paper of ours, as `checkPaper` takes it. */
      paper: v.optional(v.string()),
      outcome: v.optional(readOutcomeSchema),
    }),
    role: 'officer',
  },
  /** The oldest picture from the watched folder; no `outcome` where none waits. */
  takeInbox: {
    input: v.object({ circumstances: circumstancesSchema }),
    output: v.object({ waiting: v.number(), outcome: v.optional(readOutcomeSchema) }),
    role: 'officer',
  },
  /** Manual entry, or characters typed over a parked case (`caseId`). */
  enter: {
    input: v.object({ caseId: v.optional(v.string()), fields: typedFieldsSchema, circumstances: circumstancesSchema }),
    output: v.object({ problems: v.array(problemSchema), parked: v.optional(laneCaseSchema) }),
    role: 'officer',
  },
  /** The officer's word on the characters a picture left in doubt, in the order of `reading.doubt.places`. */
  settle: {
    input: v.object({
      caseId: v.string(),
      characters: v.array(v.pipe(v.string(), v.toUpperCase(), v.regex(/^[A-Z0-9<]$/))),
    }),
    output: laneCaseSchema,
    role: 'officer',
  },
  /** The same case under other circumstances: direction, purpose, transport. */
  weigh: {
    input: v.object({ caseId: v.string(), circumstances: circumstancesSchema }),
    output: laneCaseSchema,
    role: 'officer',
  },
  record: {
    input: v.object({
      caseId: v.string(),
      action: v.picklist(actions),
      reason: v.optional(reasonSchema),
      remarks: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
      /** Of a minor in an open group: the adult of the group, by sequence number, and what was seen of the consent. */
      accompaniedBy: v.optional(v.number()),
      consent: v.optional(v.picklist(consents)),
    }),
    output: crossingRowSchema,
    role: 'officer',
  },
  discard: { input: v.object({ caseId: v.string() }), output: nothing, role: 'officer' },
} as const satisfies CallTable;
