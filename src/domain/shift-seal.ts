import { canonicalJson } from './canonical-json.ts';
import type { Sha256 } from './log.ts';
import type { VerifySignature } from './rules/signed-pack.ts';

/** What a station signs at the end of a shift. Sequences are both inclusive; the times are the tally's period. */
export type ShiftSeal = {
  readonly stationId: string;
  /** Sequence of the entry that opened the shift. */
  readonly shift: number;
  /** Badge of the one who closed it. */
  readonly officer: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly from: string;
  readonly to: string;
  /** Merkle root over the hashes of the entries `fromSeq` to `toSeq`. */
  readonly root: string;
  /** SHA-256 of the frozen tally's canonical JSON. */
  readonly tallyHash: string;
};

/** A seal with the signature under it. */
export type Signed = { readonly statement: string; readonly publicKey: string; readonly signature: string };

const mark = 'BEKET-SHIFT:1';

/**
 * The statement that is signed: one line in capitals and few signs, so that a QR holds it in its alphanumeric mode (ISO/IEC
 * 18004 §7.3.4) and a third party needs no canonical JSON to check the signature.
 */
export const sealText = (seal: ShiftSeal): string => {
  const { stationId, shift, officer, fromSeq, toSeq, from, to, root, tallyHash } = seal;
  return [mark, stationId, shift, officer, `${fromSeq}-${toSeq}`, `${from}/${to}`, root, tallyHash]
    .join(' ')
    .toUpperCase();
};

const instant = String.raw`(\d{4}-\d\d-\d\dT[\d:.]+Z)`;
const shape = new RegExp(
  String.raw`^${mark} ([A-Z0-9-]{3,64}) (\d{1,15}) ([A-Z0-9-]{2,16}) (\d{1,15})-(\d{1,15}) ${instant}/${instant} ([0-9A-F]{64}) ([0-9A-F]{64})$`,
);

/** The seal that a statement says; `undefined` where it is none. */
export const readSeal = (statement: string): ShiftSeal | undefined => {
  const [, stationId, shift, officer, fromSeq, toSeq, from, to, root, tallyHash] = shape.exec(statement) ?? [];
  if (stationId === undefined || officer === undefined || from === undefined || to === undefined) return undefined;
  return {
    stationId: stationId.toLowerCase(),
    shift: Number(shift),
    officer,
    fromSeq: Number(fromSeq),
    toSeq: Number(toSeq),
    from,
    to,
    root: String(root).toLowerCase(),
    tallyHash: String(tallyHash).toLowerCase(),
  };
};

/** Hash of a tally as it is frozen: over its canonical JSON. */
export const hashOfTally = (tally: unknown, sha256: Sha256): string => sha256(canonicalJson(tally));

/** Why something signed does not hold. */
export type SealFault = 'statement' | 'signature' | 'tally' | 'shift-root';

/** The seal of a signed statement, or why it is none. */
export const openSeal = (
  { statement, publicKey, signature }: Signed,
  verify: VerifySignature,
): { readonly seal: ShiftSeal } | { readonly fault: SealFault } => {
  const seal = readSeal(statement);
  if (!seal || seal.toSeq < seal.fromSeq) return { fault: 'statement' };
  return verify(statement, signature, publicKey) ? { seal } : { fault: 'signature' };
};
