import * as v from 'valibot';
import { canonicalJson } from './canonical-json.ts';
import type { Sha256 } from './log.ts';
import type { VerifySignature } from './rules/signed-pack.ts';
import { hashOfTally, openSeal, type SealFault, type ShiftSeal } from './shift-seal.ts';

const signedEntries = { statement: v.string(), publicKey: v.string(), signature: v.string() };
const figures = v.record(v.string(), v.unknown());

/** What was corrected after the closing, with the figures as they stand at that date. The frozen ones stay as they are. */
export const supplementSchema = v.object({
  ...signedEntries,
  at: v.string(),
  /** Last entry of the log at that date. */
  upTo: v.number(),
  changes: v.array(
    v.object({ seq: v.number(), at: v.string(), kind: v.string(), of: v.number(), officer: v.string() }),
  ),
  tally: figures,
});

/** A shift's tally as it is handed over: the figures, and the seal over them and the shift's entries. */
export const signedTallySchema = v.object({
  beket: v.literal('signed-tally'),
  version: v.literal(1),
  ...signedEntries,
  tally: figures,
  supplement: v.optional(supplementSchema),
});

export type Supplement = v.InferOutput<typeof supplementSchema>;
export type SignedTally = v.InferOutput<typeof signedTallySchema>;

/** The line a station signs under a supplement: it names the seal it belongs to by its hash. */
export const supplementText = (
  { at, upTo, changes, tally }: Pick<Supplement, 'at' | 'upTo' | 'changes' | 'tally'>,
  statement: string,
  sha256: Sha256,
): string =>
  ['BEKET-SUPPLEMENT:1', at, upTo, sha256(statement), sha256(canonicalJson({ changes, tally }))]
    .join(' ')
    .toUpperCase();

export type SignedFault = SealFault | 'shape' | 'supplement';
export type Checked = { readonly seal: ShiftSeal } | { readonly fault: SignedFault };

/** Whether a signed tally is what the station signed; `value` comes from anywhere. */
export const checkSignedTally = (value: unknown, sha256: Sha256, verify: VerifySignature): Checked => {
  const parsed = v.safeParse(signedTallySchema, value);
  if (!parsed.success) return { fault: 'shape' };
  const { tally, statement, publicKey, supplement } = parsed.output;
  const found = openSeal(parsed.output, verify);
  if ('fault' in found) return found;
  if (hashOfTally(tally, sha256) !== found.seal.tallyHash) return { fault: 'tally' };
  if (supplement) {
    const text = supplementText(supplement, statement, sha256);
    const isOwn = supplement.statement === text && supplement.publicKey === publicKey;
    if (!isOwn || !verify(text, supplement.signature, publicKey)) return { fault: 'supplement' };
  }
  return found;
};
