import * as v from 'valibot';
import { copySchema } from '../keeping-view.ts';
import { stationStateSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { nothing } from './inputs.ts';
import { passphraseInput, verifiedSchema, wordsInput } from './keeping-calls.ts';

const path = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));

/** What a desk that does not open answers to. Nobody can be signed in: whoever repairs shows the words or the passphrase. */
export const repairCalls = {
  repairWithWords: { input: v.object({ words: wordsInput }), output: stationStateSchema, role: undefined },
  repairWithPassphrase: {
    input: v.object({ passphrase: passphraseInput }),
    output: stationStateSchema,
    role: undefined,
  },
  /** One frame of a camera that looks at the recovery sheet; answers the words of its code where it holds them. */
  repairLook: {
    input: v.object({ frame: v.pipe(v.string(), v.maxLength(16 * 1024 * 1024)) }),
    output: v.object({ words: v.optional(v.string()) }),
    role: undefined,
  },
  /** Copies in another folder; on the sticks that are plugged in where none is named. */
  repairFind: { input: v.object({ folder: v.optional(path) }), output: v.array(copySchema), role: undefined },
  repairVerify: {
    input: v.object({ file: path, words: v.optional(wordsInput) }),
    output: verifiedSchema,
    role: undefined,
  },
  /** Puts a copy back and opens the desk; the words, or the passphrase the keys lie under, are asked for here too. */
  repairRestore: {
    input: v.object({ file: path, words: wordsInput }),
    output: stationStateSchema,
    role: undefined,
  },
  /** An empty machine is to become a desk from a copy: the page hears a new state, and chooses the copy there. */
  repairBegin: { input: nothing, output: v.object({}), role: undefined },
  /** Back to the set-up of a new desk. */
  repairLeave: { input: nothing, output: stationStateSchema, role: undefined },
} as const satisfies CallTable;
