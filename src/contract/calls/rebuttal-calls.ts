import * as v from 'valibot';
import { rebuttalSchema } from '../../domain/rebuttal.ts';
import { laneCaseSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';

/** The traveller's word against what the desk says of them. */
export const rebuttalCalls = {
  /** Notes a rebuttal with the case on the desk, or takes it back where `rebuttal` is left out. Recorded with the decision. */
  rebut: {
    input: v.object({ caseId: v.string(), rebuttal: v.optional(rebuttalSchema) }),
    output: laneCaseSchema,
    role: 'officer',
  },
} as const satisfies CallTable;
