import * as v from 'valibot';
import { dispositions } from '../../domain/travel-finding.ts';
import { feedStateSchema, findingRowSchema } from '../feed-views.ts';
import type { CallTable } from './call-table.ts';
import { nothing } from './inputs.ts';

/** What came down from the centre. */
export const feedCalls = {
  feeds: { input: nothing, output: v.array(feedStateSchema), role: 'officer' },
  /** Asks the centre at once. */
  pullFeeds: { input: nothing, output: v.array(feedStateSchema), role: 'officer' },
  /** Crossings that do not fit together, over all desks; open ones first. */
  travelFindings: { input: nothing, output: v.array(findingRowSchema), role: 'supervisor' },
  disposeFinding: {
    input: v.object({
      id: v.string(),
      what: v.picklist(dispositions),
      note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
    }),
    output: v.array(findingRowSchema),
    role: 'supervisor',
  },
} as const satisfies CallTable;
