import { existsSync } from 'node:fs';
import { connect } from '../connection.ts';
import { createIndexReader, type FoundEvent, type IndexReader } from './index-reader.ts';
import { eventNumbers, signs, type NationalBatch } from './index-writer.ts';
import { openToWrite, type NationalState } from './national-file.ts';
import { startWriter } from './writer-thread.ts';

/** A crossing as the feed tells it. */
export type ToldEvent = {
  readonly keys: readonly number[];
  readonly minute: number;
  readonly post: string;
  readonly isExit: boolean;
  readonly isWithdrawn: boolean;
};

export type NationalIndex = {
  find(keys: readonly number[], fromMinute: number, now: number): FoundEvent[];
  state(): NationalState;
  apply(events: readonly ToldEvent[], state: NationalState, now: number): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** Days a crossing stays on the desk: a window of 180 and the longest stay that may reach into it (domain.md §2.2). */
const keptDays = 270;

const batchOf = (events: readonly ToldEvent[], state: NationalState): NationalBatch => {
  const posts = [...new Set(events.map(({ post }) => post))];
  const numbers = new Map(posts.map((post, index) => [post, index]));
  const packed = new Float64Array(events.length * eventNumbers);
  events.forEach(({ keys, minute, post, isExit, isWithdrawn }, index) => {
    const at = index * eventNumbers;
    packed.set(keys.slice(0, 3), at);
    packed[at + 3] = minute;
    packed[at + 4] = numbers.get(post) ?? 0;
    packed[at + 5] = (isExit ? signs.exit : 0) + (isWithdrawn ? signs.withdrawn : 0);
  });
  return { events: packed, posts, state };
};

/**
 * The crossings of the whole country by keyed hashes, in an encrypted file beside the log. Read here, written by a thread with
 * a connection of its own. It can be thrown away at any time: the centre has it all.
 */
export const openNationalIndex = (file: string, key: string, days = keptDays): NationalIndex => {
  const writer = startWriter({ file, key, keptMinutes: days * 1440 });
  let reader: IndexReader | undefined;
  const read = (): IndexReader => {
    if (reader) return reader;
    // The schema must be there before a reader can be; where the file is no good it is made anew.
    openToWrite(file, key).close();
    const connection = connect(file, key, false);
    connection.pragma('query_only = ON');
    return (reader = createIndexReader(connection));
  };
  return {
    find: (keys, fromMinute, now) => (existsSync(file) || reader ? read().find(keys, fromMinute, now) : []),
    state: () => read().state(),
    apply: (events, state, now) => {
      read();
      return writer.apply(batchOf(events, state), Math.floor(now / 60_000));
    },
    restart: () => {
      read();
      return writer.restart();
    },
    close: async () => {
      reader?.close();
      reader = undefined;
      await writer.close();
    },
  };
};
