import * as v from 'valibot';
import { equipmentSchema, handoverBodySchema } from './handover.ts';
import { entrySchema, type Sha256, type StoredEntry } from './log.ts';
import { rootOfHashes } from './merkle-proof.ts';
import type { VerifySignature } from './rules/signed-pack.ts';
import { hashOfTally, openSeal, type SealFault, type ShiftSeal } from './shift-seal.ts';

const seq = entrySchema.entries.seq;
const badges = v.array(v.string());

/** Who works from when to when, as it was planned; `publicKey` is the station's, SPKI DER in Base64. */
export const shiftOpenedBodySchema = v.object({
  officer: v.string(),
  officers: badges,
  lane: v.string(),
  /** Lanes of the post that work in this shift; missing in shifts opened before they were asked for, as is the equipment. */
  lanes: v.optional(v.array(v.string())),
  equipment: v.optional(equipmentSchema),
  from: v.pipe(v.string(), v.isoTimestamp()),
  to: v.pipe(v.string(), v.isoTimestamp()),
  publicKey: v.string(),
});

/** The end of a shift: its frozen tally, and the seal over tally and entries. `open` counts cases left to the second line. */
export const shiftClosedBodySchema = v.object({
  of: seq,
  officer: v.string(),
  open: v.number(),
  statement: v.string(),
  publicKey: v.string(),
  signature: v.string(),
  tally: v.record(v.string(), v.unknown()),
  /** What was left to the next shift; missing where it was closed without. */
  handover: v.optional(handoverBodySchema),
});

export type ShiftOpenedBody = v.InferOutput<typeof shiftOpenedBodySchema>;
export type ShiftClosedBody = v.InferOutput<typeof shiftClosedBodySchema>;

type Checks = { readonly sha256: Sha256; readonly verify: VerifySignature };

/** Checks a `shift-closed` entry against the one that opened the shift and the hashes of the entries it covers. */
export const closingFault = (
  closed: StoredEntry,
  opened: StoredEntry | undefined,
  hashes: (seal: ShiftSeal) => Iterable<string>,
  { sha256, verify }: Checks,
): SealFault | undefined => {
  if (!v.is(shiftClosedBodySchema, closed.body)) return 'statement';
  const { of, publicKey, tally } = closed.body;
  const found = openSeal(closed.body, verify);
  if ('fault' in found) return found.fault;
  const { seal } = found;
  const isOwn = seal.stationId === closed.stationId && seal.shift === of && seal.toSeq === closed.seq - 1;
  if (!isOwn || opened?.seq !== of) return 'statement';
  if (opened.body['publicKey'] !== publicKey) return 'signature';
  if (hashOfTally(tally, sha256) !== seal.tallyHash) return 'tally';
  return rootOfHashes(hashes(seal), sha256) === seal.root ? undefined : 'shift-root';
};
