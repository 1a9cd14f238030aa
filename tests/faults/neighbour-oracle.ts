import type { Circumstances } from '../../src/domain/crossing.ts';
import { inventedPassport } from '../core/invented-passport.ts';
import { must } from './harness.ts';
import type { Neighbour } from './neighbour-fleet.ts';

type Direction = Circumstances['direction'];
/** What the test itself saw happen. */
export type Seen = { readonly man: number; readonly at: number; readonly direction: Direction; isVoid: boolean };

const day = 86_400_000;
const minute = 60_000;
/** Every post of the country keeps this zone (domain.md §2.5). */
const zoneMs = 5 * 3_600_000;

export const scan = async (desk: Neighbour, man: number, direction: Direction) => {
  const circumstances: Circumstances = { direction, purpose: 'private', transport: 'car' };
  const input = { scan: { source: 'wedge' as const, payload: inventedPassport(man) }, circumstances };
  const { parked } = await desk.value('read', input);
  if (!parked) throw new Error('the passport was not read');
  return parked;
};

/** Days with at least a moment inside, entry and exit day both counted, one after another. */
const daysInside = (seen: readonly Seen[], man: number, now: number): number => {
  const days = new Set<number>();
  let since: number | undefined;
  const mark = (from: number, to: number): void => {
    for (let at = Math.floor((from + zoneMs) / day); at <= Math.floor((to + zoneMs) / day); at += 1) days.add(at);
  };
  for (const { at, direction } of seen.filter((one) => one.man === man && !one.isVoid)) {
    if (direction === 'entry') since = at;
    else if (since !== undefined) {
      mark(since, at);
      since = undefined;
    }
  }
  if (since !== undefined) mark(since, now);
  return days.size;
};
export const isInside = (seen: readonly Seen[], man: number): boolean =>
  seen.findLast((one) => one.man === man && !one.isVoid)?.direction === 'entry';

/** Every person at a desk: the events it knows of, and the days it counts, against what was seen. */
export const checkCounts = async (
  desk: Neighbour,
  seen: readonly Seen[],
  people: number,
  now: number,
  when: string,
) => {
  let compared = 0;
  for (let man = 0; man < people; man += 1) {
    const direction = isInside(seen, man) ? 'exit' : 'entry';
    const { id, history, decision } = await scan(desk, man, direction);
    const own = seen.filter((one) => one.man === man && !one.isVoid);
    const wanted = own.map((one) => `${Math.floor(one.at / minute)} ${one.direction}`).slice(-6);
    const known = history.events
      .map((one) => `${Math.floor(Date.parse(one.at) / minute)} ${one.direction}`)
      .toReversed();
    must(known.join() === wanted.join(), `${when}, lane ${desk.lane}: knows ${known.join()} of ${wanted.join()}`);
    const used = decision?.stay?.used;
    const counted = daysInside(seen, man, now);
    must(
      used === undefined || used === counted,
      `${when}, lane ${desk.lane}: counts ${used} days instead of ${counted}`,
    );
    if (used !== undefined) compared += 1;
    await desk.value('discard', { caseId: id });
  }
  must(compared > 0, `${when}: no stay was counted`);
};
