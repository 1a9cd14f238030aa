import { dayTrend, daysBetween } from '../domain/day-trend.ts';
import { pictures } from '../domain/pictures.ts';
import { createBoard } from './board.ts';
import type { Handlers } from './caller.ts';
import { createDayCounting } from './day-counting.ts';
import { createDayCounts } from './day-counts.ts';
import type { Desk } from './desk.ts';
import type { Events } from './events.ts';
import type { Journal } from './journal.ts';
import { createNeighbourLanes } from './neighbour-lanes.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly sync: Sync;
  readonly events: Events;
};

/** Ten years: whoever asks for more is shown the last ten. */
const mostDays = 3_653;

/** The live board and the pictures; `stop` lets go of what is counted in the background. */
export const createBoardCalls = ({
  ports,
  desk,
  journal,
  sync,
  events,
}: Parts): { calls: Pick<Handlers, 'board' | 'dayPicture' | 'pictures' | 'dayTrend'>; stop: () => void } => {
  const counts = createDayCounts({ ports, desk, journal });
  const counting = createDayCounting({ counts, clock: ports.clock, schedule: ports.schedule });
  const lanes = createNeighbourLanes();
  const deafen = events.on('neighbours', (view) => lanes.heard(view, ports.clock.now()));
  const board = createBoard({ ports, desk, journal, sync, counts, neighbours: lanes.rows });
  return {
    stop: () => {
      deafen();
      counting.stop();
    },
    calls: {
      board: () => board.now(),
      dayPicture: ({ day = counts.today() }) => {
        const forecast = day === counts.today() ? board.forecast() : undefined;
        return { counted: counts.of(day), ...(forecast && { forecast }) };
      },
      pictures: ({ period }) => {
        const { id } = desk.post();
        return pictures(
          ports.log.crossingsOf(period).filter(({ body }) => body.post === id),
          period,
        );
      },
      dayTrend: ({ since, until = counts.today() }) => {
        const days = daysBetween(since, until).slice(-mostDays);
        counting.want(days);
        return dayTrend(days[0] ?? since, until, counts.known);
      },
    },
  };
};
