import type { CrossingRecord } from './crossing-record.ts';
import type { Tally } from './tally-report.ts';

/** Whoever steps up this soon after the one before, in milliseconds, had been waiting; whoever comes later came just now. */
const stepUp = 30_000;

/**
 * Of a run of n people without a pause, whose arrivals nobody saw, about √(π/2 · n) stand there at the worst moment if they
 * came evenly: the height of a Brownian excursion (Larson, The Queue Inference Engine, Management Science 36/5, 1990). A
 * lower bound, for where more come than are served the line grows beyond it.
 */
const waitingOf = (persons: number): number => Math.round(Math.sqrt((Math.PI / 2) * persons));

/** `start` of the scan and `end` of the record, epoch milliseconds. */
type Served = { readonly start: number; readonly end: number };

/** The queue at the lanes, each by itself, as far as their own records betray it. */
export const queueInference = () => {
  const lanes = new Map<string, Served[]>();
  return {
    add: ({ stationId, at, movedFrom, body }: CrossingRecord) => {
      // Whose time was put right did not step up to the lane when the record says now.
      if (movedFrom) return;
      const lane = `${body.post} ${body.lane} ${stationId}`;
      const end = Date.parse(at);
      const served = { start: end - body.seconds * 1000, end };
      const known = lanes.get(lane);
      if (known) known.push(served);
      else lanes.set(lane, [served]);
    },
    result: (): NonNullable<Tally['queue']> => {
      let waited = 0;
      let longest: { first: Served; last: Served; persons: number } | undefined;
      for (const lane of lanes.values()) {
        lane.sort((a, b) => a.end - b.end || a.start - b.start);
        let run: typeof longest;
        for (const served of lane) {
          const isNext = run !== undefined && served.start - run.last.end <= stepUp;
          run =
            isNext && run
              ? { first: run.first, last: served, persons: run.persons + 1 }
              : { first: served, last: served, persons: 1 };
          if (isNext) waited += 1;
          const isLonger =
            run.persons > (longest?.persons ?? 1) ||
            (run.persons === longest?.persons && run.first.end < longest.first.end);
          if (isLonger) longest = run;
        }
      }
      return {
        waited,
        ...(longest && {
          longest: {
            from: new Date(longest.first.start).toISOString(),
            to: new Date(longest.last.end).toISOString(),
            persons: longest.persons,
            waiting: waitingOf(longest.persons - 1),
          },
        }),
      };
    },
  };
};
