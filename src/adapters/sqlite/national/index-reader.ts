import type { Connection } from '../connection.ts';
import { segmentTable, stateStore, type NationalState } from './national-file.ts';
import { eventOf, isWithdrawn, unpackEvent } from './posting.ts';
import { findInRow } from './segment-rows.ts';

export type FoundEvent = { readonly minute: number; readonly post: string; readonly isExit: boolean };

export type IndexReader = {
  /** Events that bear one of the keys and stand, from a minute on. */
  find(keys: readonly number[], fromMinute: number, now: number): FoundEvent[];
  state(): NationalState;
  close(): void;
};

type Look = (key: number) => number[];
type Listed = [id: number, isWide: number];

/** Reads the index beside the thread that writes it: every look-up sees one moment of the file. */
export const createIndexReader = (connection: Connection): IndexReader => {
  const state = stateStore(connection);
  const list = connection.prepare<[], Listed>('SELECT id, is_wide FROM segment ORDER BY rank DESC').raw();
  const inFresh = connection
    .prepare<[number], [number, number]>('SELECT event, withdrawn FROM fresh WHERE key = ?')
    .raw();
  const nameOf = connection.prepare<[number], string>('SELECT name FROM post WHERE id = ?').pluck();
  const looks = new Map<number, Look>();

  const lookInto = ([id, isWide]: Listed): Look => {
    const known = looks.get(id);
    if (known) return known;
    const rowOf = connection
      .prepare<[number], [number, Buffer]>(
        `SELECT first, data FROM ${segmentTable(id)} WHERE first <= ? ORDER BY first DESC LIMIT 1`,
      )
      .raw();
    const look: Look = (key) => {
      const row = rowOf.get(key);
      return row ? findInRow({ first: row[0], data: row[1] }, isWide === 1, key) : [];
    };
    looks.set(id, look);
    return look;
  };

  const find = connection.transaction((keys: readonly number[], fromMinute: number, now: number): FoundEvent[] => {
    const segments = list.all();
    for (const id of looks.keys()) if (!segments.some(([known]) => known === id)) looks.delete(id);
    const standing = new Set<number>();
    for (const key of keys) {
      const told = new Map<number, boolean>();
      const hear = (posting: number): void => {
        if (!told.has(eventOf(posting))) told.set(eventOf(posting), isWithdrawn(posting));
      };
      for (const [event, withdrawn] of inFresh.all(key)) hear(event * 2 + withdrawn);
      for (const segment of segments) for (const posting of lookInto(segment)(key)) hear(posting);
      for (const [event, isGone] of told) if (!isGone) standing.add(event * 2);
    }
    return [...standing]
      .map((posting) => unpackEvent(posting, now))
      .filter(({ minute }) => minute >= fromMinute)
      .sort((a, b) => a.minute - b.minute)
      .map(({ minute, post, isExit }) => ({ minute, post: nameOf.get(post) ?? '', isExit }));
  });

  return {
    find,
    state: state.read,
    close: () => {
      looks.clear();
      connection.close();
    },
  };
};
