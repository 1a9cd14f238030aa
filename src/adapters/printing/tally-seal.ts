import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Tally } from '../../domain/tally-report.ts';

/**
 * What the QR of a paper tally holds: post, period and the SHA-256 of the figures' canonical JSON. Capitals and few signs, so
 * that it fits the QR's alphanumeric mode (ISO/IEC 18004 §7.3.4) and prints with large modules.
 */
export const tallySeal = (tally: Tally): { text: string; digest: string } => {
  const digest = createHash('sha256').update(canonicalJson(tally)).digest('hex');
  const { from, to } = tally.period;
  return { text: `BEKET-TALLY:1 ${tally.posts.join('+')} ${from}/${to} ${digest}`.toUpperCase(), digest };
};
