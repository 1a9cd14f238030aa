import type { Board, BoardLane } from '../contract/board-view.ts';
import { forecastDay, sameWeekdays, type Forecast } from '../domain/hour-counts.ts';
import { zoneOffset } from '../domain/local-time.ts';
import type { DayCounts } from './day-counts.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import { createLanePulse } from './lane-pulse.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';
import { createWaitingLine } from './waiting-line.ts';

type Parts = {
  readonly ports: Pick<Ports, 'clock' | 'log'>;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly sync: Pick<Sync, 'state'>;
  readonly counts: DayCounts;
  /** Lanes that tell this desk of themselves; without it only this desk is known. */
  readonly neighbours?: (now: number) => readonly BoardLane[];
};

const [hourMs, dayMs] = [3_600_000, 86_400_000];
/** Within so many seconds the next document lies on the reader: the traveller stood there already. */
const queueGapSeconds = 20;
/** A queue is of this hour: what was so before a pause is none. */
const queueStaleMs = 120_000;
const idleMs = 300_000;
const hoursAhead = 3;

export type BoardMaker = {
  now(): Board;
  forecast(): Forecast | undefined;
};

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** The live board: every figure is kept as entries are written, nothing is asked of the log while it is looked at. */
export const createBoard = ({ ports, desk, journal, sync, counts, neighbours }: Parts): BoardMaker => {
  const { clock, log } = ports;
  const pulse = createLanePulse(log, journal);
  const line = createWaitingLine(log, journal);
  const present = new Set<string>();
  let openedAt = clock.now();
  journal.onAppend(({ kind, body }) => {
    const badge = String(body['officer']);
    if (kind === 'signed-in') {
      if (present.size === 0) openedAt = clock.now();
      present.add(badge);
    }
    if (kind === 'signed-out') present.delete(badge);
  });

  const localNow = (): { hour: number; share: number } => {
    const local = (clock.now() + zoneOffset(clock.now(), desk.post().zone)) % dayMs;
    return { hour: Math.floor(local / hourMs), share: (local % hourMs) / hourMs };
  };
  const forecast = (): Forecast | undefined => {
    const today = counts.today();
    return forecastDay(counts.of(today), sameWeekdays(today).map(counts.of), localNow());
  };
  /** Past midnight nothing is foretold: tomorrow is another weekday. */
  const next = (): Board['next'] => {
    const found = forecast();
    if (!found) return undefined;
    const { hour } = localNow();
    const hours = Array.from({ length: hoursAhead + 1 }, (_, i) => hour + i)
      .filter((one) => one < 24)
      .map((one) => ({ hour: one, entry: found.entry[one] ?? 0, exit: found.exit[one] ?? 0 }));
    return { hours, days: found.days, scale: found.scale };
  };
  const ownLane = (now: number): BoardLane => {
    const { lane, stationId } = desk.config();
    const beat = pulse(now);
    const lastAt = beat.lastAt === undefined ? 0 : Date.parse(beat.lastAt);
    const isOpen = present.size > 0;
    return {
      station: stationId,
      lane,
      isOwn: true,
      isOpen,
      officers: [...present],
      ...beat,
      isQueueing: isOpen && now - lastAt < queueStaleMs && (beat.gapSeconds ?? Infinity) <= queueGapSeconds,
      isIdle: isOpen && now - Math.max(lastAt, openedAt) > idleMs,
    };
  };

  return {
    forecast,
    now: () => {
      const now = clock.now();
      const others = neighbours?.(now) ?? [];
      const lanes = [ownLane(now), ...others];
      const today = counts.of(counts.today());
      const { connected, unsent, unsentSince } = sync.state();
      const ahead = next();
      const seconds = lanes.flatMap(({ medianSeconds }) => medianSeconds ?? []).sort((a, b) => a - b);
      const median = seconds[Math.floor((seconds.length - 1) / 2)];
      return {
        at: new Date(now).toISOString(),
        known: others.length > 0 ? 'neighbours' : 'desk',
        lanes,
        openLanes: lanes.filter(({ isOpen }) => isOpen).length,
        perHour: sum(lanes.map(({ lastHour }) => lastHour)),
        ...(median !== undefined && { medianSeconds: median }),
        today: { entry: sum(today.entry), exit: sum(today.exit) },
        secondLine: line(),
        sync: { connected, unsent, ...(unsentSince !== undefined && { unsentSince }) },
        idleWhileQueue: lanes.some(({ isQueueing }) => isQueueing)
          ? lanes.filter(({ isIdle }) => isIdle).map(({ lane }) => lane)
          : [],
        ...(ahead && { next: ahead }),
      };
    },
  };
};
