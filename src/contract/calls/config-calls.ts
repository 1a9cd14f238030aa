import * as v from 'valibot';
import type { CallTable } from './call-table.ts';
import { fileSchema, language } from './inputs.ts';

/** Why a file was not taken; the page has a sentence for each. */
export const configFaults = ['not-a-config', 'changed', 'newer', 'no-such-folder', 'centre'] as const;
const refused = v.object({ ok: v.literal(false), fault: v.picklist(configFaults) });
const text = v.pipe(v.string(), v.maxLength(40_000));
const differences = v.array(
  v.object({ name: v.string(), from: v.optional(v.string()), to: v.optional(v.string()), applies: v.boolean() }),
);

/** How this desk is set, for other desks of the fleet. */
export const configCalls = {
  /** `language` is the page's own, which the desk does not keep. */
  exportConfig: { input: v.object({ language }), output: fileSchema, role: 'administrator' },
  /** Who made a file and what it would change; changes nothing. */
  compareConfig: {
    input: v.object({ text, language }),
    output: v.variant('ok', [
      v.object({ ok: v.literal(true), station: v.string(), madeAt: v.string(), key: v.string(), differences }),
      refused,
    ]),
    role: 'administrator',
  },
  applyConfig: {
    input: v.object({ text, language, reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500)) }),
    output: v.variant('ok', [
      /** `language` is for the page to take. */
      v.object({ ok: v.literal(true), applied: v.array(v.string()), language: v.optional(language) }),
      refused,
    ]),
    role: 'administrator',
  },
} as const satisfies CallTable;
