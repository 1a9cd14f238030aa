import type { Place } from '../contract/calls/place-calls.ts';
import { StationFault } from '../contract/fault.ts';
import { badgeOf, because, type Handlers } from './caller.ts';
import { enrolAt } from './enrolling.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import type { Shifts } from './shifts.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly sync: Sync;
  readonly shifts: Pick<Shifts, 'current'>;
};

/** Post and lane of this desk, and how they change (docs/decisions/0031). */
export const placeCalls = ({ ports, desk, journal, sync, shifts }: Parts): Pick<Handlers, 'place' | 'movePlace'> => {
  const { rules, feeds, store } = ports;
  const place = (): Place => {
    const { post: own, lane, centre, stationId } = desk.config();
    const told = new Set(feeds.posts.list().map(({ id }) => id));
    const others = feeds.desks.list().filter(({ id, revoked }) => id !== stationId && !revoked);
    return {
      post: own,
      lane,
      enrolled: centre !== undefined,
      posts: rules.posts().map((post) => ({
        post,
        source: told.has(post.id) ? 'centre' : 'program',
        lanes: [...new Set(others.filter((one) => one.post === post.id).map((one) => one.lane))].toSorted(),
      })),
    };
  };
  return {
    place,
    movePlace: async ({ post, lane, code, reason }, caller) => {
      const { post: postBefore, lane: laneBefore, centre } = desk.config();
      if (!rules.posts().some(({ id }) => id === post)) throw new StationFault('bad-input', { field: 'post' });
      if (post === postBefore && lane === laneBefore) return place();
      // A shift's tally is of one post, and its paper names one lane.
      if (shifts.current()) throw new StationFault('shift-open');
      if (centre && post !== postBefore) throw new StationFault('not-allowed', { field: 'post' });
      if (centre && code === undefined) throw new StationFault('bad-input', { field: 'code' });
      if (centre && code !== undefined) await enrolAt({ ports, desk, sync }, centre.url, code, lane);
      store.saveConfig({ ...desk.config(), post, lane });
      const body = { by: badgeOf(caller), post, lane, before: { post: postBefore, lane: laneBefore } };
      journal.append({ kind: 'settings-changed', body, ...because(reason) });
      return place();
    },
  };
};
