import { StationFault } from '../contract/fault.ts';
import type { CrossingProof } from '../domain/crossing-proof.ts';
import type { Sha256 } from '../domain/log.ts';
import { merkleProof } from '../domain/merkle-proof.ts';
import type { ShiftClosedBody } from '../domain/shift-bodies.ts';
import { readSeal } from '../domain/shift-seal.ts';
import type { CrossingLog } from './ports.ts';
import type { Evidence } from './shift-ports.ts';

/** Proof of an entry of a closed shift. Throws `no-such-entry`, and `not-signed` while nothing that is signed covers it. */
export const proofOf = (
  log: Pick<CrossingLog, 'find'>,
  evidence: Evidence,
  sha256: Sha256,
  seq: number,
): CrossingProof => {
  const entry = log.find(seq);
  if (!entry) throw new StationFault('no-such-entry');
  const closing = evidence.noteAfter('shift-closed', seq);
  const body = closing?.body as ShiftClosedBody | undefined;
  const seal = body && readSeal(body.statement);
  if (!seal || seq < seal.fromSeq || seq > seal.toSeq) throw new StationFault('not-signed');
  const steps = merkleProof([...evidence.hashes(seal.fromSeq, seal.toSeq)], seq - seal.fromSeq, sha256);
  const { statement, publicKey, signature } = body;
  return { beket: 'proof', version: 1, entry, steps, statement, publicKey, signature };
};
