import type { CrossingBody } from '../domain/crossing.ts';
import type { Entry } from '../domain/log.ts';
import type { Journal } from './journal.ts';
import type { CrossingLog } from './ports.ts';

/** Who waits at the second line: read once, then kept as referrals come and are settled. */
export const createWaitingLine = (log: CrossingLog, journal: Journal) => {
  let waiting: Map<number, string> | undefined;
  const read = (): Map<number, string> => new Map(log.openReferrals().map(({ seq, at }) => [seq, at]));
  journal.onAppend(({ kind, seq, at, body }: Entry) => {
    if (kind === 'crossing' && (body as CrossingBody).action === 'refer') waiting?.set(seq, at);
    if (kind === 'resolution' || kind === 'void') waiting?.delete(Number(body['of']));
    if (kind === 'correction') waiting = undefined;
  });
  return (): { waiting: number; oldestAt?: string } => {
    waiting ??= read();
    const [oldestAt] = waiting.values();
    return { waiting: waiting.size, ...(oldestAt !== undefined && { oldestAt }) };
  };
};
