import { StationFault } from '../contract/fault.ts';
import type { Post } from '../domain/post.ts';
import { localDay } from '../domain/local-time.ts';
import type { Ports } from './ports.ts';
import type { StationConfig } from './station-config.ts';

/** Where this desk stands and what day it is there. */
export type Desk = {
  config(): StationConfig;
  post(): Post;
  /** Local day of the post, `YYYY-MM-DD`. */
  today(): string;
  /** ISO 8601 instant, UTC. */
  now(): string;
};

export const createDesk = ({ store, rules, clock }: Pick<Ports, 'store' | 'rules' | 'clock'>): Desk => {
  const config = (): StationConfig => {
    const found = store.config();
    if (!found) throw new StationFault('not-set-up');
    return found;
  };
  const post = (): Post => {
    const { post: id } = config();
    const found = rules.posts().find((one) => one.id === id);
    if (!found) throw new StationFault('not-set-up', { field: 'post', detail: id });
    return found;
  };
  return {
    config,
    post,
    today: () => localDay(clock.now(), post().zone),
    now: () => new Date(clock.now()).toISOString(),
  };
};
