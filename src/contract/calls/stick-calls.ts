import * as v from 'valibot';
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
  'called-off',
  'no-folder',
  'disk-full',
  'write-failed',
] as const;
const refused = v.object({ ok: v.literal(false), fault: v.picklist(stickFaults) });

/** The way to the centre and back without a line. */
export const stickCalls = {
  /** Answers when the file is whole on the stick; how far it has come is told by `keeping`, `cancelWork` gives it up. */
  writeStick: {
    input: v.object({ folder: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)) }),
    output: v.variant('ok', [v.object({ ok: v.literal(true), file: v.string(), entries: v.number() }), refused]),
    role: 'administrator',
  },
  /** The text of the centre's answer file. */
  takeStickAnswer: {
    input: v.object({ text: v.pipe(v.string(), v.maxLength(16_384)) }),
    output: v.variant('ok', [
      v.object({ ok: v.literal(true), acknowledged: v.number(), sync: syncStateSchema }),
      refused,
    ]),
    role: 'administrator',
  },
} as const satisfies CallTable;
