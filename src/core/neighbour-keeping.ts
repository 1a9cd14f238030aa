import type { FeedAnswer, FeedBatch, FeedName } from '../contract/feeds.ts';
import type { Ports } from './ports.ts';

/** What a desk puts by when a batch of the centre was taken in: the batch for others, and how far the centre knows their logs. */
export const keepForNeighbours =
  ({ store, neighbour: { shelf } }: Pick<Ports, 'store' | 'neighbour'>) =>
  (feed: FeedName, answer: FeedAnswer, batch: FeedBatch, isAnew: boolean): void => {
    const { from, to, at, restart, heads, more } = batch;
    // What was told to this desk alone is nobody else's.
    if (store.config()?.neighbours?.on && batch.station === undefined) {
      shelf.keepBatch({ feed, from, to, at, isRestart: restart === true, text: JSON.stringify(answer) });
    }
    if (feed !== 'stays') return;
    if (isAnew) shelf.restartStays();
    if (heads && !more) shelf.centreSpeaks(heads);
  };
