import { StationFault } from '../contract/fault.ts';
import type { CallValue } from '../contract/station.ts';
import { crossingHistory } from '../domain/crossing-history.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import { reasonCodes, overrideCodes, type CrossingBody, type Reason } from '../domain/crossing.ts';
import { hasRole } from '../domain/officer.ts';
import { changesVerdict } from '../domain/verdict-change.ts';
import { badgeOf, type Caller, type Handlers } from './caller.ts';
import { correctionDraft } from './correcting.ts';
import type { Journal } from './journal.ts';
import type { Orders } from './orders.ts';
import type { Ports } from './ports.ts';
import type { Sessions } from './sessions.ts';
import { verifyAsWork } from './verifying.ts';
import type { LongWork } from './work.ts';

type Parts = {
  readonly ports: Ports;
  readonly journal: Journal;
  readonly sessions: Sessions;
  readonly orders: Pick<Orders, 'noted'>;
  readonly keeper: { readonly work: LongWork };
};
type Witness = CallValue<'correct'>['witness'];

/** Reads and corrections of what was recorded. A correction is a new entry; the old one stays. */
export const logCalls = ({
  ports,
  journal,
  sessions,
  orders,
  keeper,
}: Parts): Pick<
  Handlers,
  'recent' | 'correct' | 'void' | 'crossingHistory' | 'secondLine' | 'resolve' | 'verifyLog'
> => {
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
  const zoneOf = (post: string): string => ports.rules.posts().find(({ id }) => id === post)?.zone ?? 'Asia/Almaty';
  const mustFit = (action: 'admit' | 'refuse', reason: Reason): void => {
    const codes: readonly string[] = action === 'refuse' ? reasonCodes : overrideCodes;
    if (!codes.includes(reason.code)) throw new StationFault('reason-needed', { field: 'reason' });
  };
  /** Badge of somebody else, supervisor or above, who has shown the PIN. */
  const witnessed = async (witness: Witness, caller: Caller): Promise<string> => {
    if (!witness) throw new StationFault('second-needed');
    if (witness.badge === badgeOf(caller)) throw new StationFault('same-officer', { field: 'witness' });
    const officer = await sessions.check(witness.badge, witness.pin);
    if (!hasRole(officer.role, 'supervisor')) throw new StationFault('not-allowed', { field: 'witness' });
    return officer.badge;
  };

  return {
    recent: ({ limit, before }) => ports.log.recent(limit, before),
    correct: async ({ seq, changes, reason, witness }, caller) => {
      const confirmedBy = changesVerdict(standing(seq), changes) ? await witnessed(witness, caller) : undefined;
      const record = standing(seq);
      const place = { zone: zoneOf(record.body.post), now: ports.clock.now() };
      const draft = correctionDraft(record, changes, { reason, officer: badgeOf(caller), confirmedBy }, place);
      journal.append({ kind: 'correction', ...draft });
      return shown(seq);
    },
    void: async ({ seq, reason, witness }, caller) => {
      standing(seq);
      const confirmedBy = await witnessed(witness, caller);
      standing(seq);
      journal.append({ kind: 'void', body: { of: seq, officer: badgeOf(caller), confirmedBy }, personal: { reason } });
      return shown(seq);
    },
    crossingHistory: ({ seq }) => {
      const entry = ports.log.find(seq);
      if (entry?.kind !== 'crossing') throw new StationFault('no-such-entry');
      const zone = zoneOf((entry.body as CrossingBody).post);
      return crossingHistory(entry, ports.evidence.laidOver(seq, seq), zone).map((step) => ({
        ...step,
        changes: [...step.changes],
      }));
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
    verifyLog: async (_, caller) => ({
      ...orders.noted(await verifyAsWork(ports.log, keeper.work, badgeOf(caller))),
    }),
  };
};
