import * as v from 'valibot';
import { neighbourAddressSchema } from '../neighbour.ts';
import { neighboursViewSchema } from '../neighbour-views.ts';
import type { CallTable } from './call-table.ts';
import { nothing, why } from './inputs.ts';

/** Other desks of the post, over the local network. */
export const neighbourCalls = {
  neighbours: { input: nothing, output: neighboursViewSchema, role: 'officer' },
  /** Asks every neighbour now, and answers when all have been asked. */
  askNeighbours: { input: nothing, output: neighboursViewSchema, role: 'officer' },
  saveNeighbours: {
    input: v.object({
      on: v.boolean(),
      /** Address of this machine that other desks reach; every one of its addresses for `0.0.0.0`. */
      host: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255), v.regex(/^[0-9A-Za-z.:-]+$/)),
      port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
      others: v.pipe(v.array(neighbourAddressSchema), v.maxLength(64)),
      reason: why,
    }),
    output: neighboursViewSchema,
    role: 'administrator',
  },
} as const satisfies CallTable;
