import * as v from 'valibot';
import { copySchema, keepingSchema } from '../keeping-view.ts';
import type { CallTable } from './call-table.ts';
import { nothing, why } from './inputs.ts';

const path = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));
export const wordsInput = v.pipe(v.string(), v.maxLength(400));
export const passphraseInput = v.pipe(v.string(), v.minLength(12), v.maxLength(200));

export const verifiedSchema = v.object({
  ok: v.boolean(),
  entries: v.number(),
  firstBad: v.optional(v.number()),
  reason: v.optional(v.string()),
  /** The desk whose log it is. */
  stationId: v.optional(v.string()),
});

/** Copies of the log, the keys that open it, and what is erased when its time has come. */
export const keepingCalls = {
  keeping: { input: nothing, output: keepingSchema, role: 'administrator' },
  /** Newest first, of both places. */
  backups: { input: nothing, output: v.array(copySchema), role: 'administrator' },
  /** Begins at once and answers; how far it has come is told by the event. */
  backUpNow: { input: nothing, output: keepingSchema, role: 'administrator' },
  /** A folder or stick beside the desk's own; none where it is left out. */
  setSecondFolder: {
    input: v.object({ folder: v.optional(path), reason: why }),
    output: keepingSchema,
    role: 'administrator',
  },
  verifyBackup: { input: v.object({ file: path }), output: verifiedSchema, role: 'administrator' },
  /** Closes the desk, puts the copy in the place of its log, and opens it again. */
  restoreBackup: { input: v.object({ file: path, reason: why }), output: v.object({}), role: 'administrator' },
  /** An administrator stops anything, a supervisor what they began. */
  cancelWork: { input: nothing, output: keepingSchema, role: 'supervisor' },
  retentionDue: {
    input: nothing,
    output: v.object({
      before: v.string(),
      entries: v.number(),
      /** Left alone because a referral is open. */
      open: v.number(),
      /** Left alone because the person is under watch. */
      watched: v.number(),
      firstDay: v.optional(v.string()),
    }),
    role: 'administrator',
  },
  runRetention: { input: nothing, output: keepingSchema, role: 'administrator' },
  /** New recovery words, told once. They hold when two of them were typed; until then the old ones do. */
  newRecovery: {
    input: v.object({ reason: why }),
    output: v.object({ words: v.array(v.string()), qr: v.object({ size: v.number(), path: v.string() }) }),
    role: 'administrator',
  },
  confirmRecovery: {
    input: v.object({
      words: v.array(v.object({ number: v.number(), word: v.pipe(v.string(), v.maxLength(20)) })),
      reason: why,
    }),
    output: keepingSchema,
    role: 'administrator',
  },
  /** Puts the desk's keys under a passphrase asked for at every start; back into a key file where it is left out. */
  setPassphrase: {
    input: v.object({ passphrase: v.optional(passphraseInput), reason: why }),
    output: keepingSchema,
    role: 'administrator',
  },
} as const satisfies CallTable;
