import type { VerifyReport } from '../../core/ports.ts';
import type { Evidence } from '../../core/shift-ports.ts';
import type { StoredEntry } from '../../domain/log.ts';
import { closingFault, type ShiftClosedBody } from '../../domain/shift-bodies.ts';
import { sha256 } from '../hash.ts';
import { verifyPackSignature } from '../pack-signature.ts';

const perSlice = 200;

/** Checks every shift that was closed, oldest first: the root over its entries, the frozen tally, the signature. */
export const checkShifts = async (
  evidence: Evidence,
  find: (seq: number) => StoredEntry | undefined,
  report: VerifyReport,
): Promise<VerifyReport> => {
  const closings: number[] = [];
  for (let part = evidence.notes('shift-closed', perSlice); part.length > 0;) {
    closings.push(...part.map(({ seq }) => seq));
    part = evidence.notes('shift-closed', perSlice, part.at(-1)?.seq);
  }
  for (const seq of closings.reverse()) {
    const closed = find(seq);
    const opened = closed && find(Number((closed.body as ShiftClosedBody).of));
    const checks = { sha256, verify: verifyPackSignature };
    const reason =
      closed && closingFault(closed, opened, ({ fromSeq, toSeq }) => evidence.hashes(fromSeq, toSeq), checks);
    if (reason) return { ok: false, entries: report.entries, firstBad: seq, reason };
    await new Promise((resume) => setImmediate(resume));
  }
  return report;
};
