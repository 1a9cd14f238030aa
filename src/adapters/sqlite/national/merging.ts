import type { Connection } from '../connection.ts';
import { segmentTable } from './national-file.ts';
import { eventOf, minuteOf } from './posting.ts';
import { createRowBuilder, eachOfRow, narrowFrom, type Row } from './segment-rows.ts';
import type { Segment, Segments } from './segments.ts';

type Source = { readonly keys: number[]; readonly events: number[]; at: number; refill(): boolean };

/** Rows a segment is read and written by at a time: about a megabyte, so that no commit takes long. */
const rowsAtOnce = 1024;

/** Walks postings by key, and by event within a key, whether they stand or not. */
const before = (keyA: number, eventA: number, keyB: number, eventB: number): boolean =>
  keyA < keyB || (keyA === keyB && eventOf(eventA) < eventOf(eventB));

const sourceOf = (fill: (keys: number[], events: number[]) => void): Source => {
  const source: Source = {
    keys: [],
    events: [],
    at: 0,
    refill: () => {
      source.keys.length = source.events.length = source.at = 0;
      fill(source.keys, source.events);
      return source.keys.length > 0;
    },
  };
  return source;
};

export const createMerger = (connection: Connection, segments: Segments) => {
  const freshAfter = connection
    .prepare<[number, number, number], [number, number, number]>(
      'SELECT key, event, withdrawn FROM fresh WHERE (key, event) > (?, ?) ORDER BY key, event LIMIT ?',
    )
    .raw();

  const fromFresh = (): Source => {
    let [key, event] = [-1, -1];
    return sourceOf((keys, events) => {
      for (const row of freshAfter.all(key, event, 50_000)) {
        [key, event] = row;
        keys.push(key);
        events.push(event * 2 + row[2]);
      }
    });
  };

  const fromSegment = ({ id, isWide }: Segment): Source => {
    const after = connection
      .prepare<[number, number], [number, Buffer]>(
        `SELECT first, data FROM ${segmentTable(id)} WHERE first > ? ORDER BY first LIMIT ?`,
      )
      .raw();
    let last = -1;
    return sourceOf((keys, events) => {
      for (const [first, data] of after.all(last, 256)) {
        last = first;
        eachOfRow({ first, data }, isWide, (key, event) => {
          keys.push(key);
          events.push(event);
        });
      }
    });
  };

  /** Writes postings of several sources, newest first, as one segment; an older word about the same event is left out. */
  const write = (
    sources: readonly Source[],
    id: number,
    { isWide, now, oldest }: { isWide: boolean; now: number; oldest: number },
  ): Pick<Segment, 'postings' | 'firstMinute' | 'lastMinute'> => {
    const insert = connection.prepare(`INSERT INTO ${segmentTable(id)} (first, data) VALUES (?, ?)`);
    const commit = connection.transaction((rows: readonly Row[]) => {
      for (const { first, data } of rows) insert.run(first, data);
    });
    let rows: Row[] = [];
    const builder = createRowBuilder(isWide, (row) => {
      rows.push(row);
      if (rows.length < rowsAtOnce) return;
      commit.immediate(rows);
      rows = [];
    });
    let [postings, firstMinute, lastMinute] = [0, Number.MAX_SAFE_INTEGER, 0];
    let [lastKey, lastEvent] = [-1, -1];
    const live = sources.filter((source) => source.refill());
    while (live.length > 0) {
      let next = live[0] as Source;
      for (let i = 1; i < live.length; i += 1) {
        const other = live[i] as Source;
        const [key, event] = [other.keys[other.at] as number, other.events[other.at] as number];
        if (before(key, event, next.keys[next.at] as number, next.events[next.at] as number)) next = other;
      }
      const [key, event] = [next.keys[next.at] as number, next.events[next.at] as number];
      next.at += 1;
      if (next.at >= next.keys.length && !next.refill()) live.splice(live.indexOf(next), 1);
      // Sources come newest first, and the first of equals is taken first.
      if (key === lastKey && eventOf(event) === lastEvent) continue;
      [lastKey, lastEvent] = [key, eventOf(event)];
      const minute = minuteOf(event, now);
      if (minute < oldest) continue;
      builder.add(key, event);
      postings += 1;
      firstMinute = Math.min(firstMinute, minute);
      lastMinute = Math.max(lastMinute, minute);
    }
    builder.end();
    commit.immediate(rows);
    return { postings, firstMinute, lastMinute };
  };

  return {
    flushFresh: (now: number): void => {
      const id = segments.create();
      const written = write([fromFresh()], id, { isWide: true, now, oldest: 0 });
      const rank = Math.max(0, ...segments.list().map((one) => one.rank)) + 1;
      segments.replace([], { id, rank, level: 1, isWide: true, ...written }, () =>
        connection.exec('DELETE FROM fresh'),
      );
    },
    /** `old` newest first, next to each other in rank. Events before `oldest` are left out. */
    merge: (old: readonly Segment[], to: { level: number; now: number; oldest: number }): void => {
      const isWide = old.reduce((sum, { postings }) => sum + postings, 0) < narrowFrom;
      const id = segments.create();
      const written = write(old.map(fromSegment), id, { isWide, ...to });
      const rank = Math.max(...old.map((one) => one.rank));
      segments.replace(old, { id, rank, level: to.level, isWide, ...written }, () => undefined);
    },
  };
};
