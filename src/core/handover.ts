import { StationFault } from '../contract/fault.ts';
import type { CallValue } from '../contract/station.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { HandoverBody, HandoverWords } from '../domain/handover.ts';
import type { StoredEntry } from '../domain/log.ts';
import type { ShiftClosedBody, ShiftOpenedBody } from '../domain/shift-bodies.ts';
import type { Tally } from '../domain/tally-report.ts';
import type { Language } from '../domain/tally-words.ts';
import type { Desk } from './desk.ts';
import type { HandoverSheet } from './handover-ports.ts';
import type { Ports } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Pick<Ports, 'clock' | 'log' | 'rules' | 'watchlist'>;
  readonly desk: Desk;
  readonly sessions: Pick<Sessions, 'check'>;
  readonly sync: Pick<Sync, 'state'>;
};
type Given = NonNullable<CallValue<'closeShift'>['handover']>;

export type Handover = { readonly body: HandoverBody; readonly words: HandoverWords };

/** What is handed over at this moment. Throws where a PIN is wrong or one officer would be both. */
export const handoverOf = async ({ ports, desk, sessions, sync }: Parts, given: Given): Promise<Handover> => {
  const { outgoing, incoming, equipment, words } = given;
  if (incoming?.badge === outgoing.badge) throw new StationFault('same-officer', { field: 'incoming' });
  const from = await sessions.check(outgoing.badge, outgoing.pin);
  const to = incoming && (await sessions.check(incoming.badge, incoming.pin));
  const pack = ports.rules.packAt(ports.clock.now(), desk.post().zone);
  const { unsent, unsentSince } = sync.state();
  const body: HandoverBody = {
    outgoing: from.badge,
    ...(to && { incoming: to.badge }),
    equipment,
    openCases: ports.log.openReferrals().map(({ seq }: CrossingRecord) => seq),
    seized: words.seized.length,
    unsent,
    ...(unsentSince !== undefined && { unsentSince }),
    watchlist: ports.watchlist.info(),
    pack: { id: pack.id, version: pack.version, hash: pack.hash },
  };
  return { body, words };
};

/** What stands on the sheet of a closed shift. Throws `no-handover` where it was closed without one. */
export const sheetOf = (
  { ports, desk }: { readonly ports: Pick<Ports, 'log' | 'officers'>; readonly desk: Desk },
  { opened, closing }: { readonly opened: StoredEntry; readonly closing: StoredEntry },
  language: Language,
  printedBy: string,
): HandoverSheet => {
  const { officer, officers, lane, lanes, equipment } = opened.body as ShiftOpenedBody;
  const { statement, tally, handover } = closing.body as ShiftClosedBody;
  const { persons, period } = tally as unknown as Tally;
  if (!handover) throw new StationFault('no-handover');
  const words = closing.personal?.value as HandoverWords | undefined;
  const { zone, name } = desk.post();
  return {
    post: name[language],
    zone,
    station: desk.config().stationId,
    lanes: lanes ?? [lane],
    officers: [officer, ...officers],
    from: period.from,
    to: period.to,
    closedAt: closing.at,
    printedAt: desk.now(),
    printedBy,
    persons: persons.total,
    statement,
    handover,
    ...(words && { words }),
    ...(equipment && { opened: equipment }),
    cases: handover.openCases.flatMap((seq) => ports.log.crossing(seq) ?? []),
    names: new Map(ports.officers.list().map(({ badge, name: said }) => [badge, said])),
  };
};
