import { centreFingerprint } from '../contract/centre-key.ts';
import { StationFault } from '../contract/fault.ts';
import type { FleetAct } from '../contract/fleet.ts';
import type { Notice } from '../domain/fleet/notice.ts';
import { badgeOf, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Health } from './health.ts';
import type { Journal } from './journal.ts';
import type { Ports, UplinkResult } from './ports.ts';
import type { StationConfig } from './station-config.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly health: Health;
  readonly onNotices: (waiting: Notice[]) => void;
};

/** Messages of the centre that nobody has acknowledged here. */
export const waitingNotices = ({ notices }: Ports['fleet']): Notice[] =>
  notices
    .list()
    .filter(({ acknowledged }) => acknowledged === undefined)
    .map(({ id, text, from, at }) => ({ id, text, from, at }));

const orFault = <T>(answer: UplinkResult<T>): T => {
  if (answer.ok) return answer.value;
  throw new StationFault('centre', { detail: answer.fault.code });
};

/** What the log says of an act: which, and on which desk; never a word that somebody typed. */
const noted = (act: FleetAct): Record<string, unknown> => ({
  fleet: act.what,
  ...('station' in act && { station: act.station }),
  ...(act.what === 'code' && { post: act.post, lane: act.lane }),
  ...(act.what === 'message' && { stations: act.stations?.length ?? 'all' }),
  ...(act.what === 'withdraw' && { notice: act.notice }),
  ...(act.what === 'thresholds' && { thresholds: act.thresholds }),
});

/** The fleet as the centre shows it to an administrator signed in here, and the centre's messages to this desk. */
export const fleetCalls = ({
  ports,
  desk,
  journal,
  health,
  onNotices,
}: Parts): Pick<Handlers, 'fleet' | 'fleetAct' | 'notices' | 'acknowledgeNotice' | 'centreKey'> => {
  const { line, notices, qr } = ports.fleet;
  const centre = (): { readonly url: string; readonly stationId: string } => {
    const { stationId, centre: known }: StationConfig = desk.config();
    if (!known) throw new StationFault('no-centre');
    return { url: known.url, stationId };
  };
  return {
    fleet: async (_, caller) => {
      const { url, stationId } = centre();
      return orFault(await line.fleet(url, stationId, badgeOf(caller)));
    },
    fleetAct: async ({ act, reason }, caller) => {
      const { url, stationId } = centre();
      const officer = badgeOf(caller);
      const { code } = orFault(await line.act(url, stationId, { officer, act, reason }));
      journal.append({ kind: 'settings-changed', body: { by: officer, ...noted(act) }, personal: { reason } });
      const fleet = orFault(await line.fleet(url, stationId, officer));
      return { fleet, ...(code && { code, qr: qr(`${url} ${code.code}`), address: url }) };
    },
    notices: () => waitingNotices(ports.fleet),
    acknowledgeNotice: ({ id }, caller) => {
      const notice = notices.list().find((one) => one.id === id);
      if (!notice) throw new StationFault('no-such-entry', { field: 'id' });
      const by = badgeOf(caller);
      if (!notice.acknowledged) {
        const { at } = journal.append({ kind: 'notice-acknowledged', body: { notice: id, officer: by } });
        notices.put(id, { ...notice, acknowledged: { at, by } });
        health.nudge();
      }
      const waiting = waitingNotices(ports.fleet);
      onNotices(waiting);
      return waiting;
    },
    centreKey: () => {
      const { key } = ports.store.config()?.centre ?? {};
      return key === undefined ? {} : { fingerprint: centreFingerprint(key, ports.sha256) };
    },
  };
};
