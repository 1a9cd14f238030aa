import { StationFault } from '../contract/fault.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import { reasonCodes, overrideCodes, type Reason } from '../domain/crossing.ts';
import type { CorrectionBody, CorrectionPersonal } from '../domain/log-bodies.ts';
import { badgeOf, type Handlers } from './caller.ts';
import { correctionDraft } from './correcting.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Ports; readonly journal: Journal };

/** Reads and corrections of what was recorded. A correction is a new entry; the old one stays. */
export const logCalls = ({
  ports,
  journal,
}: Parts): Pick<Handlers, 'recent' | 'correct' | 'void' | 'secondLine' | 'resolve' | 'verifyLog'> => {
  const standing = (seq: number): CrossingRecord => {
    const record = ports.log.crossing(seq);
    if (!record) throw new StationFault('no-such-entry');
    if (record.voided) throw new StationFault('already-voided');
    return record;
  };
  const shown = (seq: number): CrossingRecord => {
    const record = ports.log.crossing(seq);
    if (!record) throw new StationFault('log-failed');
    return record;
  };
  const mustFit = (action: 'admit' | 'refuse', reason: Reason): void => {
    const codes: readonly string[] = action === 'refuse' ? reasonCodes : overrideCodes;
    if (!codes.includes(reason.code)) throw new StationFault('reason-needed', { field: 'reason' });
  };

  return {
    recent: ({ limit, before }) => ports.log.recent(limit, before),
    correct: ({ seq, changes, reason }, caller) => {
      const draft: { body: CorrectionBody; personal: CorrectionPersonal } = correctionDraft(
        standing(seq),
        changes,
        reason,
        badgeOf(caller),
      );
      journal.append({ kind: 'correction', ...draft });
      return shown(seq);
    },
    void: ({ seq, reason }, caller) => {
      standing(seq);
      journal.append({ kind: 'void', body: { of: seq, officer: badgeOf(caller) }, personal: { reason } });
      return shown(seq);
    },
    secondLine: () => ports.log.openReferrals(),
    resolve: ({ seq, action, reason }, caller) => {
      const record = standing(seq);
      if (record.body.action !== 'refer' || record.resolution) throw new StationFault('not-a-referral');
      mustFit(action, reason);
      journal.append({
        kind: 'resolution',
        body: { of: seq, officer: badgeOf(caller), action, reason: { code: reason.code } },
        ...(reason.note && { personal: { note: reason.note } }),
      });
      return shown(seq);
    },
    verifyLog: async () => ({ ...(await ports.log.verify()) }),
  };
};
