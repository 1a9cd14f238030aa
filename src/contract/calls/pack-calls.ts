import * as v from 'valibot';
import { hashSchema } from '../../domain/log.ts';
import { packFileSchema } from '../../domain/rules/pack.ts';
import { dryRunSchema, offerAnswerSchema, packsViewSchema } from '../pack-views.ts';
import type { CallTable } from './call-table.ts';
import { badge, nothing, pin } from './inputs.ts';

const reason = v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500));
const publicKey = v.pipe(v.string(), v.base64(), v.maxLength(200));

/** The law of the desk: what packs there are, and how two administrators change it. */
export const packCalls = {
  packs: { input: nothing, output: packsViewSchema, role: 'supervisor' },
  packContents: { input: v.object({ hash: hashSchema }), output: packFileSchema, role: 'supervisor' },
  /** The text of a signed pack. A pack that is refused is answered with its reason, not with a fault. */
  offerPack: {
    input: v.object({ text: v.pipe(v.string(), v.maxLength(8 * 1024 * 1024)) }),
    output: offerAnswerSchema,
    role: 'administrator',
  },
  /** Weighs the log of some days again by another pack; progress is told by the event `dryRun`. */
  dryRunPack: {
    input: v.object({ hash: hashSchema, days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)) }),
    output: dryRunSchema,
    role: 'supervisor',
  },
  /** `from` is an ISO 8601 instant; without it the pack holds from the confirming on. */
  proposePack: {
    input: v.object({
      what: v.picklist(['activate', 'roll-back']),
      hash: hashSchema,
      from: v.optional(v.pipe(v.string(), v.isoTimestamp())),
      reason: v.optional(reason),
    }),
    output: packsViewSchema,
    role: 'administrator',
  },
  proposeKey: {
    input: v.object({ publicKey, reason: v.optional(reason) }),
    output: packsViewSchema,
    role: 'administrator',
  },
  /** The second administrator, by badge and PIN on the first one's page; without them whoever is signed in. */
  confirmProposal: {
    input: v.object({ id: v.string(), witness: v.optional(v.object({ badge, pin })) }),
    output: packsViewSchema,
    role: 'administrator',
  },
  withdrawProposal: { input: v.object({ id: v.string() }), output: packsViewSchema, role: 'administrator' },
  distrustKey: {
    input: v.object({ publicKey, reason: v.optional(reason) }),
    output: packsViewSchema,
    role: 'administrator',
  },
} as const satisfies CallTable;
