import { dayTrend, daysBetween } from '../domain/day-trend.ts';
import { pictures } from '../domain/pictures.ts';
import { createBoard } from './board.ts';
import type { Handlers } from './caller.ts';
import { createDayCounting } from './day-counting.ts';
import { createDayCounts } from './day-counts.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly journal: Journal; readonly sync: Sync };

/** Ten years: whoever asks for more is shown the last ten. */
const mostDays = 3_653;

/** The live board and the pictures; `stop` lets go of what is counted in the background. */
export const createBoardCalls = ({
  ports,
  desk,
  journal,
  sync,
}: Parts): { calls: Pick<Handlers, 'board' | 'dayPicture' | 'pictures' | 'dayTrend'>; stop: () => void } => {
  const counts = createDayCounts({ ports, desk, journal });
  const counting = createDayCounting({ counts, clock: ports.clock, schedule: ports.schedule });
  const board = createBoard({ ports, desk, journal, sync, counts });
  return {
    stop: counting.stop,
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
