import type { CrossingBody } from '../domain/crossing.ts';
import type { Entry } from '../domain/log.ts';
import { quantile } from '../domain/quantile.ts';
import type { Journal } from './journal.ts';
import type { CrossingLog } from './ports.ts';

type Beat = { readonly at: number; readonly seconds: number };

export type LanePulse = {
  readonly lastAt?: string;
  readonly lastHour: number;
  readonly medianSeconds?: number;
  readonly gapSeconds?: number;
};

const hour = 3_600_000;
/** Over so many travellers seconds and gaps are told: few enough to follow a change within minutes. */
const [mostSeconds, mostGaps] = [20, 10];
/** Read from the log when the desk opens: more than one lane takes in an hour. */
const atFirst = 400;

const defined = (name: 'medianSeconds' | 'gapSeconds', value: number | undefined): Partial<LanePulse> =>
  value === undefined ? {} : { [name]: value };

/** How this lane runs: kept as crossings are recorded, so that asking each second costs nothing. */
export const createLanePulse = (log: CrossingLog, journal: Journal): ((now: number) => LanePulse) => {
  let beats: Beat[] | undefined;
  const first = (): Beat[] =>
    log
      .recent(atFirst)
      .map(({ at, body }) => ({ at: Date.parse(at), seconds: body.seconds }))
      .reverse();
  journal.onAppend(({ kind, at, body }: Entry) => {
    if (kind === 'crossing') beats?.push({ at: Date.parse(at), seconds: (body as CrossingBody).seconds });
  });
  return (now) => {
    beats ??= first();
    const keep = beats.findIndex(({ at }) => at > now - hour);
    // The last ones stay, however long ago: the board says when the last traveller came.
    const gone = Math.min(keep < 0 ? beats.length : keep, Math.max(0, beats.length - mostSeconds));
    if (gone > 0) beats.splice(0, gone);
    const last = beats.at(-1);
    const lastHour = beats.reduce((sum, { at }) => sum + (at > now - hour ? 1 : 0), 0);
    const gaps = beats.slice(-mostGaps - 1).flatMap(({ at, seconds }, i, all) => {
      const before = all[i - 1];
      return before ? [Math.max(0, (at - before.at) / 1000 - seconds)] : [];
    });
    return {
      lastHour,
      ...(last && { lastAt: new Date(last.at).toISOString() }),
      ...defined(
        'medianSeconds',
        quantile(
          beats.slice(-mostSeconds).map(({ seconds }) => seconds),
          0.5,
        ),
      ),
      ...defined('gapSeconds', quantile(gaps, 0.5)),
    };
  };
};
