import * as v from 'valibot';
import { findingSchema } from '../../domain/finding.ts';
import { signatures } from '../../domain/log-bodies.ts';
import { crossingRowSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { fileSchema, language } from './inputs.ts';

/** From the first officer to the second, and from the second to the traveller. */
export const secondLineCalls = {
  /** A crossing as it is handed over: what was read and decided, and every finding told again by the pack of that moment. */
  handOver: {
    input: v.object({ seq: v.number() }),
    output: v.object({ row: crossingRowSchema, findings: v.array(findingSchema) }),
    role: 'officer',
  },
  /** The form of a refusal: the traveller's language first, then Kazakh and Russian. */
  refusalForm: { input: v.object({ seq: v.number(), language }), output: fileSchema, role: 'officer' },
  /** The form was handed over, and the traveller signed it or would not. */
  serveRefusal: {
    input: v.object({ seq: v.number(), language, signature: v.picklist(signatures) }),
    output: crossingRowSchema,
    role: 'officer',
  },
} as const satisfies CallTable;
