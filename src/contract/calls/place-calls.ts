import * as v from 'valibot';
import { postSchema } from '../../domain/post.ts';
import type { CallTable } from './call-table.ts';
import { nothing } from './inputs.ts';

export const laneSchema = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9-]{1,8}$/));

const placeSchema = v.object({
  post: v.string(),
  lane: v.string(),
  /** True where a centre knows this desk by its post and lane: another lane asks for a code of the centre, another post for a new desk. */
  enrolled: v.boolean(),
  posts: v.array(
    v.object({
      post: postSchema,
      /** The program brought it, or the centre told of it. */
      source: v.picklist(['program', 'centre']),
      /** Lanes of other desks there, as far as the centre tells: those of this desk's post. */
      lanes: v.array(v.string()),
    }),
  ),
});
export type Place = v.InferOutput<typeof placeSchema>;

/** Where this desk stands: its post and its lane. */
export const placeCalls = {
  place: { input: nothing, output: placeSchema, role: 'administrator' },
  movePlace: {
    input: v.object({
      post: postSchema.entries.id,
      lane: laneSchema,
      /** Of the centre, made for the new lane. */
      code: v.optional(v.pipe(v.string(), v.trim(), v.minLength(8))),
      reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500)),
    }),
    output: placeSchema,
    role: 'administrator',
  },
} as const satisfies CallTable;
