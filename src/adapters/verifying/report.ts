import type { VerifyReport } from '../../core/ports.ts';
import type { ChainFault } from '../../domain/log.ts';
import type { ShiftSeal } from '../../domain/shift-seal.ts';
import type { SignedFault } from '../../domain/signed-tally.ts';

/** What `beket verify` says of anything; what is signed says by whom, so that a person can compare the key. */
export type VerdictReport = Omit<VerifyReport, 'reason'> & {
  readonly reason?:
    VerifyReport['reason'] | SignedFault | ChainFault | 'erasure' | 'not-json' | 'paper' | 'another-station';
  readonly kind?: 'log' | 'backup' | 'export' | 'signed-tally' | 'proof' | 'seal';
  readonly station?: string;
  readonly publicKey?: string;
  readonly shift?: Pick<ShiftSeal, 'shift' | 'officer' | 'from' | 'to' | 'fromSeq' | 'toSeq'>;
};

/** What a seal that holds says. */
export const sealReport = (
  kind: NonNullable<VerdictReport['kind']>,
  { stationId, shift, officer, from, to, fromSeq, toSeq }: ShiftSeal,
  publicKey: string,
): VerdictReport => ({
  ok: true,
  kind,
  entries: kind === 'proof' ? 1 : toSeq - fromSeq + 1,
  station: stationId,
  publicKey,
  shift: { shift, officer, from, to, fromSeq, toSeq },
});
