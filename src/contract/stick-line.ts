import * as v from 'valibot';
import { stickAnswerFileSchema } from './stick.ts';

/**
 * A file from a stick brought to the centre by a desk that has a line, in parts, so that a cut line loses nothing: the parts
 * lie at the centre until the file is whole, and only then is any of it opened. Requests are signed like all of a desk's.
 */
export const stickLinePaths = {
  /** The body is what follows the first `at` bytes of a file of `size`; without a body it is asked how much lies there. */
  part: '/v1/stations/:stationId/sticks/:digest',
  /** Takes in some more of the whole file; asked again until its answer carries the one for the desk that wrote it. */
  take: '/v1/stations/:stationId/sticks/:digest/take',
} as const;

/** A million entries take about a hundred megabytes. */
export const largestStick = 256 * 1024 * 1024;
export const largestStickPart = 1024 * 1024;

/** Why the centre takes nothing of a file, or nothing more. */
export const stickRefusals = [
  'not-a-stick',
  'newer-stick',
  'foreign-stick',
  /** Cut short, or changed by as little as a bit. */
  'not-whole',
  'unknown-station',
  'revoked',
  'not-signed',
  /** Entries before it are missing. */
  'gap',
  'fork',
  'bad-chain',
  'too-large',
  /** The centre keeps too many unfinished files already, or its disk is full. */
  'no-room',
] as const;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const answered = { beket: v.literal('centre'), at: v.string(), refused: v.optional(v.string()) };

export const stickPartResponseSchema = v.object({ ...answered, have: v.optional(count) });
export const stickTakeResponseSchema = v.object({
  ...answered,
  took: v.optional(
    v.object({
      /** The desk that wrote the file. */
      stationId: v.string(),
      /** Entries looked at so far, of all on the file. */
      done: count,
      total: count,
      /** Those of them that are new at the centre, and those put aside. */
      stored: count,
      aside: count,
      /** The file for the way back, once all were looked at. */
      answer: v.optional(stickAnswerFileSchema),
    }),
  ),
});

export type StickPartResponse = v.InferOutput<typeof stickPartResponseSchema>;
export type StickTakeResponse = v.InferOutput<typeof stickTakeResponseSchema>;
export type StickLineRefusal = (typeof stickRefusals)[number];
