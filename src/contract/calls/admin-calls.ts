import * as v from 'valibot';
import { officerSchema } from '../../domain/officer.ts';
import { syncStateSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { pin, nothing, why } from './inputs.ts';

/** What an administrator sets. */
export const adminCalls = {
  syncNow: { input: nothing, output: syncStateSchema, role: 'officer' },
  connect: {
    input: v.object({
      url: v.pipe(v.string(), v.trim(), v.url()),
      code: v.pipe(v.string(), v.trim(), v.minLength(8)),
      reason: why,
    }),
    output: syncStateSchema,
    role: 'administrator',
  },
  /** Watches a folder for a flatbed's pictures; none where `folder` is left out. */
  watchFolder: {
    input: v.object({
      folder: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000))),
      reason: why,
    }),
    output: v.object({ folder: v.optional(v.string()) }),
    role: 'administrator',
  },
  officers: { input: nothing, output: v.array(officerSchema), role: 'administrator' },
  saveOfficer: {
    input: v.object({ officer: officerSchema, pin: v.optional(pin), reason: why }),
    output: v.array(officerSchema),
    role: 'administrator',
  },
  importWatchlist: {
    input: v.object({ csv: v.pipe(v.string(), v.maxLength(64 * 1024 * 1024)), reason: why }),
    output: v.object({ entries: v.number(), problems: v.array(v.object({ line: v.number(), code: v.string() })) }),
    role: 'administrator',
  },
} as const satisfies CallTable;
