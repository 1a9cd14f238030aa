import type { FleetDesk, FleetNotice, FleetView } from '../contract/fleet.ts';
import { alertsOf, type DeskStanding, type Thresholds } from '../domain/fleet/fleet-alerts.ts';
import { compareVersions } from '../domain/rules/signed-pack.ts';
import type { Query } from './database.ts';
import { readActs, readFleet, readThresholds, type BookedDesk } from './fleet-book.ts';
import { readNotices } from './fleet-notices.ts';

const actsShown = 100;

/** The latest version of each state's rules that some desk works by. */
const latestPacks = (desks: readonly BookedDesk[]): ReadonlyMap<string, string> => {
  const latest = new Map<string, string>();
  for (const { health } of desks) {
    const { pack } = health ?? {};
    const known = pack && latest.get(pack.state);
    if (pack && (known === undefined || compareVersions(known, pack.version) < 0)) latest.set(pack.state, pack.version);
  }
  return latest;
};

const standingOf = (desk: BookedDesk, latest: ReadonlyMap<string, string>): DeskStanding => {
  const { pack } = desk.health ?? {};
  const newest = pack && latest.get(pack.state);
  return {
    ...desk,
    forkedAt: desk.fork?.at,
    held: desk.held?.done ? desk.held : undefined,
    isPackBehind: pack !== undefined && newest !== undefined && compareVersions(pack.version, newest) < 0,
  };
};

/** The desks with what is wrong with each. Nothing is expected of one that was taken out of service. */
export const withAlerts = (desks: readonly BookedDesk[], thresholds: Thresholds, now: number): FleetDesk[] => {
  const inService = desks.filter(({ retiredAt, revokedAt }) => !retiredAt && !revokedAt);
  const latest = latestPacks(inService);
  return desks.map(({ alertsSince, ...desk }) => {
    const isOut = desk.retiredAt !== undefined || desk.revokedAt !== undefined;
    const codes = isOut ? [] : alertsOf(standingOf({ ...desk, alertsSince }, latest), thresholds, now);
    const since = (code: string): string | undefined =>
      alertsSince[code] === undefined ? undefined : new Date(alertsSince[code]).toISOString();
    return { ...desk, alerts: codes.map((code) => ({ code, since: since(code) })) };
  });
};

const isFor =
  (desks: readonly FleetDesk[]) =>
  ({ stations }: FleetNotice): boolean =>
    stations === undefined || stations.some((id) => desks.some((desk) => desk.id === id));

/** What an administrator sees of the desks of some posts, or of all. */
export const fleetView = async (query: Query, now: number, posts?: readonly string[]): Promise<FleetView> => {
  const [booked, thresholds, notices, acts] = [
    await readFleet(query, posts),
    await readThresholds(query),
    await readNotices(query),
    await readActs(query, actsShown),
  ];
  const desks = withAlerts(booked, thresholds, now);
  const ids = new Set(desks.map(({ id }) => id));
  return {
    at: new Date(now).toISOString(),
    desks,
    thresholds,
    notices: notices.filter(isFor(desks)),
    acts: posts ? acts.filter(({ subject }) => subject !== undefined && ids.has(subject)) : acts,
  };
};
