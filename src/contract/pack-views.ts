import * as v from 'valibot';
import { outcomes } from '../domain/finding.ts';

const whole = v.object({ id: v.string(), version: v.string(), hash: v.string() });

/** Why a pack was refused: the word of `PackRefusal`, and what is wrong with its contents. */
const refusalSchema = v.object({
  reason: v.picklist([
    'not-a-signed-pack',
    'untrusted-key',
    'bad-signature',
    'another-state',
    'older-than-current',
    'bad-contents',
  ]),
  problems: v.optional(v.array(v.object({ code: v.string(), where: v.string(), detail: v.optional(v.string()) }))),
});

/** Whose signature a pack bears. `fingerprint` is what two people read to each other: 16 hex digits. */
const keySchema = v.object({
  publicKey: v.string(),
  fingerprint: v.string(),
  trust: v.picklist(['program', 'accepted', 'unknown']),
  name: v.optional(v.string()),
  /** Set where two administrators of this desk accepted it. */
  accepted: v.optional(v.object({ at: v.string(), by: v.string(), confirmedBy: v.string() })),
});

export const packRowSchema = v.object({
  ...whole.entries,
  state: v.string(),
  source: v.picklist(['program', 'file', 'centre']),
  at: v.optional(v.string()),
  by: v.optional(v.string()),
  standing: v.picklist(['in-force', 'planned', 'was-in-force', 'offered', 'refused', 'example']),
  key: keySchema,
  refusal: v.optional(refusalSchema),
});

export const activationRowSchema = v.object({
  seq: v.number(),
  pack: whole,
  from: v.string(),
  by: v.string(),
  confirmedBy: v.string(),
  act: v.picklist(['activate', 'roll-back']),
  reason: v.optional(v.string()),
});

export const proposalRowSchema = v.object({
  id: v.string(),
  what: v.picklist(['activate', 'roll-back', 'trust-key']),
  by: v.string(),
  at: v.string(),
  pack: v.optional(whole),
  key: v.optional(keySchema),
  from: v.optional(v.string()),
  reason: v.optional(v.string()),
});

/** All that the Rules view shows of packs. */
export const packsViewSchema = v.object({
  inForce: v.object({ ...whole.entries, state: v.string(), since: v.optional(activationRowSchema) }),
  confirmedAt: v.optional(v.string()),
  /** Newest first. */
  packs: v.array(packRowSchema),
  /** Soonest first. */
  planned: v.array(activationRowSchema),
  /** Newest first. */
  past: v.array(activationRowSchema),
  proposals: v.array(proposalRowSchema),
  keys: v.array(keySchema),
});

const examples = v.array(
  v.object({ seq: v.number(), at: v.string(), citizenship: v.string(), documentType: v.string() }),
);

/** Verdicts of the log that another pack would change, by what changes. */
export const dryRunSchema = v.object({
  pack: whole,
  since: v.string(),
  /** Verdicts weighed again, and those that cannot be: their personal part was erased. */
  weighed: v.number(),
  erased: v.number(),
  changed: v.number(),
  groups: v.array(
    v.object({
      before: v.picklist(outcomes),
      after: v.picklist(outcomes),
      gone: v.array(v.string()),
      added: v.array(v.string()),
      count: v.number(),
      examples,
    }),
  ),
});

export type PackRow = v.InferOutput<typeof packRowSchema>;
export type PackKeyRow = v.InferOutput<typeof keySchema>;
export type ActivationRow = v.InferOutput<typeof activationRowSchema>;
export type ProposalRow = v.InferOutput<typeof proposalRowSchema>;
export type PacksView = v.InferOutput<typeof packsViewSchema>;
export type DryRun = v.InferOutput<typeof dryRunSchema>;
export const offerAnswerSchema = v.object({
  hash: v.optional(v.string()),
  isNew: v.boolean(),
  refusal: v.optional(refusalSchema),
  packs: packsViewSchema,
});
