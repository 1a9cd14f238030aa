import { StationFault } from '../contract/fault.ts';
import type { CallValue } from '../contract/station.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { PartialDocument } from '../domain/document/travel-document.ts';
import { isMinorOn } from '../domain/group/companions.ts';
import { badgeOf, type Caller, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Groups } from './groups.ts';
import type { Journal } from './journal.ts';
import type { Lane, ParkedCase } from './lane.ts';
import type { EntryDraft, Ports } from './ports.ts';
import { crossingDraft } from './recording.ts';
import { createWeigh } from './weighing.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly lane: Lane;
  readonly groups: Groups;
};
type Member = CallValue<'recordGroup'>['members'][number];
type Held = { readonly member: Member; readonly parked: ParkedCase & Required<Pick<ParkedCase, 'decision'>> };

export const holderOf = (caller: Caller): { session: string; badge: string } => ({
  session: caller.session.id,
  badge: badgeOf(caller),
});

/** Whoever accompanies a minor is an adult on the day; anybody else is a fault that names the case. */
export const mustBeAdult = (document: PartialDocument | undefined, day: string, caseId: string): void => {
  if (!document || isMinorOn(document, day) !== false) throw new StationFault('not-an-adult', { detail: caseId });
};

/** Faults of one of many name the case they are about. */
const about = <T>(caseId: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StationFault) || error.detail !== undefined) throw error;
    throw new StationFault(error.code, { detail: caseId, ...(error.field !== undefined && { field: error.field }) });
  }
};

/** Vehicles and families on the lane, and buses recorded together. */
export const groupCalls = ({
  ports,
  desk,
  journal,
  lane,
  groups,
}: Parts): Pick<Handlers, 'group' | 'openGroup' | 'closeGroup' | 'recordGroup'> => {
  const weigh = createWeigh(ports, desk);
  const recorded = (seqs: readonly number[]): CrossingRecord[] =>
    seqs.map((seq) => ports.log.crossing(seq)).filter((record) => record !== undefined);
  const shown = (group: ReturnType<Groups['of']>) =>
    group && {
      id: group.id,
      kind: group.kind,
      members: recorded(group.seqs),
    };

  /** Adults first, so that a minor names somebody who stands in the log already. */
  const inOrder = (members: readonly Member[], caller: Caller): Held[] => {
    const held = members.map((member): Held => {
      const parked = about(member.caseId, () => lane.find(member.caseId, caller.session.id));
      const { decision } = parked;
      if (!decision) throw new StationFault('case-incomplete', { detail: member.caseId });
      return { member, parked: { ...parked, decision } };
    });
    const keys = new Set<string>();
    for (const { member, parked } of held) {
      const key = `${parked.document.issuer} ${parked.document.number}`;
      if (keys.has(key)) throw new StationFault('document-twice', { detail: member.caseId });
      keys.add(key);
    }
    const isMinor = ({ parked }: Held): boolean => isMinorOn(parked.document, desk.today()) === true;
    return [...held.filter((one) => !isMinor(one)), ...held.filter(isMinor)];
  };

  /** As on the lane: decisions by rules that were put out of force meanwhile are shown again, not recorded. */
  const mustStand = (held: readonly Held[]): void => {
    const { hash } = ports.rules.packAt(ports.clock.now(), desk.post().zone);
    if (held.every(({ parked }) => parked.decision.pack.hash === hash)) return;
    for (const { parked } of held) {
      lane.replace({ ...parked, ...weigh(parked.reading, parked.document, parked.circumstances, parked.rebuttal) });
    }
    throw new StationFault('rules-changed');
  };

  const drafts = (held: readonly Held[], kind: CallValue<'recordGroup'>['kind'], caller: Caller): EntryDraft[] => {
    const group = groups.at(kind);
    const ticks = ports.clock.ticks();
    // The officer's time for all of them, shared out: the tally counts seconds a person.
    const share = (ticks - Math.min(...held.map(({ parked }) => parked.startedAt))) / held.length;
    const first = ports.log.head().seq + 1;
    const seqs = new Map(held.map(({ member }, at) => [member.caseId, first + at]));
    return held.map(({ member, parked }) => {
      const { caseId, action, reason, remarks, companion, consent } = member;
      if (companion !== undefined) {
        const adult = held.find((one) => one.member.caseId === companion);
        mustBeAdult(adult?.parked.document, desk.today(), caseId);
      }
      const accompaniedBy = companion === undefined ? undefined : seqs.get(companion);
      const choice = {
        action,
        group,
        ...(reason && { reason }),
        ...(remarks && { remarks }),
        ...(accompaniedBy !== undefined && { accompaniedBy }),
        ...(consent && { consent }),
      };
      const shared = { ...parked, startedAt: ticks - share };
      return about(caseId, () => crossingDraft(shared, choice, desk, badgeOf(caller), ticks));
    });
  };

  return {
    group: (_, caller) => ({ open: shown(groups.of(holderOf(caller))) }),
    openGroup: ({ kind }, caller) => {
      const group = groups.open(holderOf(caller), kind);
      return { id: group.id, kind: group.kind, members: [] };
    },
    closeGroup: (_, caller) => {
      groups.close(holderOf(caller));
      return {};
    },
    recordGroup: ({ kind, members }, caller) => {
      const held = inOrder(members, caller);
      mustStand(held);
      const entries = journal.appendTogether(drafts(held, kind, caller));
      for (const { member } of held) lane.remove(member.caseId);
      return { rows: recorded(entries.map(({ seq }) => seq)) };
    },
  };
};
