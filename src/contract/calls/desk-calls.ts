import * as v from 'valibot';
import { officerSchema } from '../../domain/officer.ts';
import { postSchema } from '../../domain/post.ts';
import { stationStateSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { laneSchema } from './place-calls.ts';
import { pin, badge, nothing } from './inputs.ts';

/** Where the desk stands and who sits at it. */
export const deskCalls = {
  state: { input: nothing, output: stationStateSchema, role: undefined },
  posts: { input: nothing, output: v.array(postSchema), role: undefined },
  setUp: {
    input: v.object({
      post: v.string(),
      lane: laneSchema,
      admin: v.object({ badge, name: officerSchema.entries.name, pin }),
    }),
    output: stationStateSchema,
    role: undefined,
  },
  startDemo: { input: nothing, output: stationStateSchema, role: undefined },
  signIn: { input: v.object({ badge, pin }), output: stationStateSchema, role: undefined },
  signOut: { input: nothing, output: stationStateSchema, role: 'officer' },
} as const satisfies CallTable;
