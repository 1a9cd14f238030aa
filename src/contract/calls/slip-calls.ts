import * as v from 'valibot';
import { slipSchema } from '../../domain/slip.ts';
import type { CallTable } from './call-table.ts';

const seq = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What a traveller takes along. */
export const slipCalls = {
  slip: { input: v.object({ seq }), output: slipSchema, role: 'officer' },
  /** The slip as a file: `roll` is 80 mm wide and as long as it needs to be, `sheet` is A4. */
  exportSlip: {
    input: v.object({ seq, format: v.picklist(['roll', 'sheet']) }),
    output: v.object({ fileName: v.string(), mediaType: v.string(), base64: v.string() }),
    role: 'officer',
  },
} as const satisfies CallTable;
