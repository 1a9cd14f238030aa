import { fleetAlerts } from '../domain/fleet/fleet-alerts.ts';
import type { Query } from './database.ts';
import { readFleet, readThresholds } from './fleet-book.ts';
import { withAlerts } from './fleet-view.ts';

type Gauge = { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly value: number };

/** What is wrong with which desk by the thresholds of the fleet, and how many desks each kind of it concerns: 0 where none. */
export const fleetGauges = async (query: Query, now: number): Promise<Gauge[]> => {
  const desks = withAlerts(await readFleet(query), await readThresholds(query), now);
  const found = desks.flatMap(({ id, alerts }) => alerts.map(({ code }) => ({ station: id, alert: code })));
  return [
    ...fleetAlerts.map((alert) => ({
      name: 'beket_fleet_alerts',
      labels: { alert },
      value: found.filter((one) => one.alert === alert).length,
    })),
    ...found.map((labels) => ({ name: 'beket_station_alert', labels, value: 1 })),
  ];
};
