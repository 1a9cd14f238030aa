import { watchlistLines } from '../domain/watchlist/watchlist-csv.ts';
import type { WatchlistEntry } from '../domain/watchlist/watchlist-entry.ts';
import type { Ports } from './ports.ts';
import type { LongWork } from './work.ts';

type Parts = {
  readonly ports: Pick<Ports, 'watchlist' | 'schedule' | 'clock'>;
  readonly work: LongWork;
  readonly by: string;
};
type Taken = { readonly entries: number; readonly problems: { line: number; code: string }[] };

/** Lines between two breaths: a traveller who comes meanwhile waits no longer than these take. */
const atOnce = 200;

const linesIn = (text: string): number => {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

/**
 * A new list beside the one in force, line by line as work that others see and can stop; it takes the other's place when it is
 * whole. Nothing where it was called off; a file in which no line holds replaces nothing.
 */
export const importWatchlist = ({ ports, work, by }: Parts, csv: string): Promise<Taken | undefined> => {
  const { watchlist, schedule, clock } = ports;
  const breathe = (): Promise<void> => new Promise((resolve) => void schedule(0, resolve));
  return work.run(
    'watchlist',
    async (tell, isCalledOff) => {
      const total = linesIn(csv);
      const list = watchlist.stage();
      const problems: { line: number; code: string }[] = [];
      let waiting: WatchlistEntry[] = [];
      let [entries, sinceBreath] = [0, 0];
      const put = (): void => {
        if (waiting.length > 0) list.add(waiting);
        entries += waiting.length;
        waiting = [];
      };
      const clear = async (): Promise<void> => {
        while (list.sweep()) await breathe();
      };
      for (const one of watchlistLines(csv)) {
        if ('entry' in one) waiting.push(one.entry);
        else problems.push(one);
        if ((sinceBreath += 1) < atOnce) continue;
        put();
        sinceBreath = 0;
        tell('watchlist', one.line, total);
        await breathe();
        if (!isCalledOff()) continue;
        await clear();
        return undefined;
      }
      put();
      if (entries > 0) list.finish(new Date(clock.now()).toISOString());
      await clear();
      return { entries, problems };
    },
    by,
  );
};
