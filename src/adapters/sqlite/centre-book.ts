import type { FeedMark, FeedMemory, Kept } from '../../core/feed-ports.ts';
import type { Settings } from './settings.ts';

/** How far each feed has come. */
export const createFeedMemory = (settings: Settings): FeedMemory => ({
  mark: (feed) => {
    const text = settings.get(`feed-${feed}`);
    return text === undefined ? { isWhole: false } : (JSON.parse(text) as FeedMark);
  },
  save: (feed, mark) => settings.set(`feed-${feed}`, JSON.stringify(mark)),
});

/** A short list from the centre: some hundred posts or findings, kept as one fact of the desk. The oldest leave beyond `most`. */
export const createKept = <T>(settings: Settings, name: string, most: number): Kept<T> => {
  let known: { text: string; all: Map<string, T> } | undefined;
  /** Asked for at every scan, so what was read is kept as long as it stands. */
  const read = (): Map<string, T> => {
    const text = settings.get(name) ?? '[]';
    if (known?.text !== text) known = { text, all: new Map(JSON.parse(text) as [string, T][]) };
    return new Map(known.all);
  };
  const write = (all: Map<string, T>): void => settings.set(name, JSON.stringify([...all].slice(-most)));
  return {
    put: (id, value) => write(read().set(id, value)),
    drop: (id) => {
      const all = read();
      if (all.delete(id)) write(all);
    },
    list: () => [...read().values()],
    clear: () => write(new Map()),
  };
};
