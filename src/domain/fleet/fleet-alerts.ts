import * as v from 'valibot';
import type { ChainCheck, DeskHealth } from './desk-health.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** From when on a desk is shown to an administrator; set for the whole fleet. */
export const thresholdsSchema = v.object({
  unseenMinutes: whole(1, 10_080),
  backlogEntries: whole(1, 1_000_000),
  backlogMinutes: whole(1, 10_080),
  skewSeconds: whole(1, 300),
  watchlistHours: whole(1, 8_760),
  copyHours: whole(1, 8_760),
  diskFreePercent: whole(0, 90),
  batteryPercent: whole(0, 100),
});

/** The limits there are, in the order they are shown. */
export const thresholdNames = Object.keys(thresholdsSchema.entries) as (keyof Thresholds)[];

/** True where the number may be that limit. */
export const isThreshold = (name: keyof Thresholds, value: unknown): boolean =>
  v.is(thresholdsSchema.entries[name], value);

/** Half an hour without a word is a cut line, a day without a copy is two missed ones of every hour (docs/decisions/0004). */
export const usualThresholds: Thresholds = {
  unseenMinutes: 30,
  backlogEntries: 1_000,
  backlogMinutes: 60,
  skewSeconds: 30,
  watchlistHours: 48,
  copyHours: 24,
  diskFreePercent: 10,
  batteryPercent: 20,
};

/** What is wrong with a desk, the gravest first. */
export const fleetAlerts = [
  'chain-broken',
  'held-broken',
  'forked',
  'unseen',
  'disk-low',
  'battery-low',
  'backlog',
  'backlog-old',
  'skew',
  'copy-old',
  'watchlist-old',
  'pack-behind',
] as const;

export type Thresholds = v.InferOutput<typeof thresholdsSchema>;
export type FleetAlert = (typeof fleetAlerts)[number];

/** What the centre knows of a desk, as far as alerts look at it. Instants are ISO 8601. */
export type DeskStanding = {
  readonly lastSeenAt?: string | undefined;
  readonly enrolledAt: string;
  readonly skewMs?: number | undefined;
  readonly forkedAt?: string | undefined;
  /** Highest sequence up to which the centre holds everything. */
  readonly acknowledged: number;
  readonly health?: DeskHealth | undefined;
  /** The centre's own walk along what it holds of this desk. */
  readonly held?: Pick<ChainCheck, 'ok'> | undefined;
  /** True where another desk works by a later version of the same pack. */
  readonly isPackBehind: boolean;
};

const minutesSince = (at: string, now: number): number => (now - Date.parse(at)) / 60_000;

/** Alerts of a desk at an instant (epoch milliseconds). What a desk could not tell raises none. */
export const alertsOf = (desk: DeskStanding, limits: Thresholds, now: number): FleetAlert[] => {
  const { health } = desk;
  /** What was sent since the desk told of itself is no backlog any more. */
  const unsent = health ? Math.max(0, health.head - desk.acknowledged) : 0;
  const isOlder = (at: string | undefined, hours: number): boolean =>
    at !== undefined && minutesSince(at, now) > hours * 60;
  const is: Record<FleetAlert, boolean> = {
    'chain-broken': health?.chain?.ok === false,
    'held-broken': desk.held?.ok === false,
    forked: desk.forkedAt !== undefined,
    unseen: minutesSince(desk.lastSeenAt ?? desk.enrolledAt, now) > limits.unseenMinutes,
    'disk-low': !!health?.disk && health.disk.free * 100 < health.disk.total * limits.diskFreePercent,
    'battery-low': !!health?.battery && !health.battery.charging && health.battery.share * 100 < limits.batteryPercent,
    backlog: unsent > limits.backlogEntries,
    'backlog-old': unsent > 0 && isOlder(health?.unsentSince, limits.backlogMinutes / 60),
    skew: Math.abs(desk.skewMs ?? 0) > limits.skewSeconds * 1000,
    'copy-old': isOlder(health?.copyAt, limits.copyHours),
    'watchlist-old': isOlder(health?.watchlist.updatedAt, limits.watchlistHours),
    'pack-behind': desk.isPackBehind,
  };
  return fleetAlerts.filter((code) => is[code]);
};
