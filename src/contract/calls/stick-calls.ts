import * as v from 'valibot';
import { stickEnding } from '../stick.ts';
import { stickRefusals } from '../stick-line.ts';
import { syncStateSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';

/** Why nothing was written or taken; the page has a sentence for each. */
export const stickFaults = [
  'no-stick-key',
  'nothing-unsent',
  'not-an-answer',
  'other-desk',
  'other-centre',
  'old-answer',
  'fork',
  'no-answer',
  'called-off',
  'no-folder',
  'disk-full',
  'write-failed',
] as const;
const refused = v.object({ ok: v.literal(false), fault: v.picklist(stickFaults) });

/** Why another desk's file is not with the centre, or its answer not on the stick. */
export const deliveryFaults = [
  ...stickRefusals,
  'no-centre',
  'no-folder',
  'no-stick',
  'stick-gone',
  'no-line',
  'old-centre',
  'not-let-in',
  'stopped',
  /** The centre has it all, and only its answer could not be written. */
  'answer-disk-full',
  'answer-failed',
] as const;
const undelivered = v.object({ ok: v.literal(false), fault: v.picklist(deliveryFaults) });

const folder = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));
/** A name within the folder, never a way out of it. */
const stickName = v.pipe(v.string(), v.maxLength(200), v.regex(/^[^/\\\0]+$/), v.endsWith(stickEnding));
const answerTaken = v.variant('ok', [
  v.object({ ok: v.literal(true), acknowledged: v.number(), sync: syncStateSchema }),
  refused,
]);

/** The way to the centre and back without a line. */
export const stickCalls = {
  /** Answers when the file is whole on the stick; how far it has come is told by `keeping`, `cancelWork` gives it up. */
  writeStick: {
    input: v.object({ folder }),
    output: v.variant('ok', [v.object({ ok: v.literal(true), file: v.string(), entries: v.number() }), refused]),
    role: 'administrator',
  },
  /** The text of the centre's answer file. */
  takeStickAnswer: {
    input: v.object({ text: v.pipe(v.string(), v.maxLength(16_384)) }),
    output: answerTaken,
    role: 'administrator',
  },
  /** The newest answer for this desk among those on the stick. */
  findStickAnswer: { input: v.object({ folder }), output: answerTaken, role: 'administrator' },
  /** Files of other desks on a stick, earlier ones of a desk before later ones. */
  sticksIn: {
    input: v.object({ folder }),
    output: v.variant('ok', [
      v.object({
        ok: v.literal(true),
        files: v.array(
          v.object({
            name: v.string(),
            bytes: v.number(),
            /** The centre's answer lies beside it. */
            answered: v.boolean(),
            /** What its first line says; missing where it is no file of a desk. Believed only by the centre. */
            header: v.optional(
              v.object({ stationId: v.string(), entries: v.number(), at: v.string(), foreign: v.boolean() }),
            ),
          }),
        ),
      }),
      undelivered,
    ]),
    role: 'supervisor',
  },
  /**
   * Hands a file to the centre and writes its answer beside it; how far it has come is told by `keeping`, `cancelWork` stops
   * it. The file proves itself, so whoever has a desk with a line may bring it.
   */
  deliverStick: {
    input: v.object({ folder, name: stickName }),
    output: v.variant('ok', [
      v.object({
        ok: v.literal(true),
        stationId: v.string(),
        /** On the file, those new at the centre, and those it put aside. */
        entries: v.number(),
        stored: v.number(),
        aside: v.number(),
        /** Up to which the centre holds everything of that desk. */
        acknowledged: v.number(),
        answer: v.string(),
      }),
      undelivered,
    ]),
    role: 'supervisor',
  },
} as const satisfies CallTable;
