import { checkProof } from '../../domain/crossing-proof.ts';
import { openSeal, type ShiftSeal } from '../../domain/shift-seal.ts';
import { checkSignedTally } from '../../domain/signed-tally.ts';
import { sha256 } from '../hash.ts';
import { verifyPackSignature } from '../pack-signature.ts';
import { openPaper } from '../printing/paper-seal.ts';
import { readSignedCode } from '../printing/tally-seal.ts';
import { sealReport, type VerdictReport } from './report.ts';

export type SignedVerdict = { readonly report: VerdictReport; readonly seal?: ShiftSeal };

const kindOf = (value: unknown): 'signed-tally' | 'proof' =>
  (value as { beket?: unknown } | null)?.beket === 'proof' ? 'proof' : 'signed-tally';

/** A signed tally or a proof, as JSON. */
export const verifySigned = (value: unknown): SignedVerdict => {
  const kind = kindOf(value);
  const checked = (kind === 'proof' ? checkProof : checkSignedTally)(value, sha256, verifyPackSignature);
  if ('fault' in checked) return { report: { ok: false, kind, entries: 0, reason: checked.fault } };
  const { publicKey } = value as { publicKey: string };
  return { seal: checked.seal, report: sealReport(kind, checked.seal, publicKey) };
};

/** The same out of a paper: what it says as data must hold, and no byte of the file may have changed since it was made. */
export const verifyPaper = (bytes: Buffer): SignedVerdict => {
  const paper = openPaper(bytes, verifyPackSignature);
  if (!paper) return { report: { ok: false, entries: 0, reason: 'shape' } };
  const verdict = verifySigned(paper.data);
  const isOwn = (paper.data as { publicKey?: unknown }).publicKey === paper.publicKey;
  if (!verdict.report.ok || (paper.isWhole && isOwn)) return verdict;
  return { report: { ok: false, kind: kindOf(paper.data), entries: 0, reason: 'paper' } };
};

/** What a QR of a signed tally says by itself: the seal holds, the figures are not in it. */
export const verifyCode = (text: string): SignedVerdict => {
  const signed = readSignedCode(text);
  const opened = signed && openSeal(signed, verifyPackSignature);
  if (!signed || !opened || 'fault' in opened) {
    const reason = opened && 'fault' in opened ? opened.fault : 'shape';
    return { report: { ok: false, kind: 'seal', entries: 0, reason } };
  }
  return { seal: opened.seal, report: sealReport('seal', opened.seal, signed.publicKey) };
};
