import * as v from 'valibot';
import { comparisonSchema } from '../../domain/tally-compare.ts';
import { periodSchema, tallySchema } from '../../domain/tally-report.ts';
import type { CallTable } from './call-table.ts';
import { language, fileSchema } from './inputs.ts';

/** What is counted and printed. */
export const reportCalls = {
  tally: { input: v.object({ period: periodSchema }), output: tallySchema, role: 'supervisor' },
  /** The day before, the week before, the same weekday. */
  compareTally: {
    input: v.object({ period: periodSchema }),
    output: v.array(comparisonSchema),
    role: 'supervisor',
  },
  exportTally: {
    input: v.object({ period: periodSchema, format: v.picklist(['pdf', 'csv', 'xlsx', 'json']), language }),
    output: fileSchema,
    role: 'supervisor',
  },
} as const satisfies CallTable;
