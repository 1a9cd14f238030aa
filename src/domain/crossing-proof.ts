import * as v from 'valibot';
import { entryHash, hashSchema, personalDigest, storedEntrySchema, type ChainFault, type Sha256 } from './log.ts';
import { rootOfProof } from './merkle-proof.ts';
import type { VerifySignature } from './rules/signed-pack.ts';
import { openSeal } from './shift-seal.ts';
import type { Checked, SignedFault } from './signed-tally.ts';

/** One entry, the way from its hash to the root of its shift, and the seal over that root: checked without the log. */
export const crossingProofSchema = v.object({
  beket: v.literal('proof'),
  version: v.literal(1),
  entry: storedEntrySchema,
  steps: v.array(v.object({ side: v.picklist(['left', 'right']), hash: hashSchema })),
  statement: v.string(),
  publicKey: v.string(),
  signature: v.string(),
});

export type CrossingProof = v.InferOutput<typeof crossingProofSchema>;

/** Whether an entry stood in the log that the station signed; `value` comes from anywhere. */
export const checkProof = (
  value: unknown,
  sha256: Sha256,
  verify: VerifySignature,
): Checked | { readonly fault: SignedFault | ChainFault } => {
  const parsed = v.safeParse(crossingProofSchema, value);
  if (!parsed.success) return { fault: 'shape' };
  const { entry, steps } = parsed.output;
  const found = openSeal(parsed.output, verify);
  if ('fault' in found) return found;
  const { seal } = found;
  if (entry.stationId !== seal.stationId) return { fault: 'station' };
  if (entryHash(entry, sha256) !== entry.hash) return { fault: 'hash' };
  if (entry.personal && personalDigest(entry.personal, sha256) !== entry.personalDigest)
    return { fault: 'personal-digest' };
  const isCovered = entry.seq >= seal.fromSeq && entry.seq <= seal.toSeq;
  return isCovered && rootOfProof(entry.hash, steps, sha256) === seal.root ? found : { fault: 'shift-root' };
};
