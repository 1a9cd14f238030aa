import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const instant = v.pipe(v.string(), v.isoTimestamp());

/** Free words of an administrator to whoever sits at a desk, shown until somebody acknowledges them. */
export const noticeSchema = v.object({
  id,
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  /** Badge of who wrote it. */
  from: v.pipe(v.string(), v.maxLength(64)),
  at: instant,
});

/** What the centre asks a desk to do by itself. */
export const orderSchema = v.object({ id, what: v.picklist(['verify']), at: instant });

export type Notice = v.InferOutput<typeof noticeSchema>;
export type Order = v.InferOutput<typeof orderSchema>;
