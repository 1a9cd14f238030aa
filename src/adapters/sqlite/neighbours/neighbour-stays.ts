import type { NeighbourMark, NeighbourShelf } from '../../../core/neighbour-ports.ts';
import type { Connection } from '../connection.ts';

export type NeighbourEvent = {
  readonly minute: number;
  readonly post: string;
  readonly isExit: boolean;
  /** What the desk once said and no longer says: the centre may still say it. */
  readonly isWithdrawn: boolean;
};
type EventRow = [minute: number, post: string, isExit: number, isWithdrawn: number];
type MarkRow = [station: string, after: number, hash: string | null, heardAt: string | null];

type Stays = Pick<NeighbourShelf, 'marks' | 'takeStays' | 'forget' | 'centreSpeaks' | 'restartStays'> & {
  find(keys: readonly number[], fromMinute: number): NeighbourEvent[];
};

/**
 * Crossings other desks told, by the same keyed hashes as the country's, each by the station and entry it is. They stand until
 * the centre's feed speaks of those entries, and its word counts from then on.
 */
export const createNeighbourStays = (connection: Connection): Stays => {
  const byKey = connection
    .prepare<[number, number], EventRow>(
      'SELECT minute, post, is_exit, is_withdrawn FROM stay WHERE key = ? AND minute >= ?',
    )
    .raw();
  const insert = connection.prepare(
    'INSERT INTO stay (station, crossing, through, key, minute, post, is_exit, is_withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const remove = connection.prepare('DELETE FROM stay WHERE station = ? AND crossing = ?');
  const removeAll = connection.prepare('DELETE FROM stay WHERE station = ?');
  const settled = connection.prepare('DELETE FROM stay WHERE station = ? AND through <= ?');
  const allMarks = connection
    .prepare<[], MarkRow>('SELECT station, after, hash, heard_at FROM mark ORDER BY station')
    .raw();
  const afterOf = connection.prepare<[string], number>('SELECT after FROM mark WHERE station = ?').pluck();
  const mark = connection.prepare(
    `INSERT INTO mark (station, after, hash, heard_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (station) DO UPDATE SET after = excluded.after, hash = excluded.hash,
       heard_at = coalesce(excluded.heard_at, heard_at)`,
  );
  const unmark = connection.prepare('DELETE FROM mark WHERE station = ?');
  const raise = connection.prepare(
    `INSERT INTO mark (station, after) VALUES (?, ?)
     ON CONFLICT (station) DO UPDATE SET after = excluded.after, hash = NULL WHERE after < excluded.after`,
  );

  return {
    find: (keys, fromMinute) =>
      keys.flatMap((key) =>
        byKey.all(key, fromMinute).map(([minute, post, isExit, isWithdrawn]) => ({
          minute,
          post,
          isExit: isExit === 1,
          isWithdrawn: isWithdrawn === 1,
        })),
      ),
    marks: () =>
      allMarks.all().map(([station, after, hash, heardAt]): NeighbourMark => ({
        station,
        after,
        ...(hash !== null && { hash }),
        ...(heardAt !== null && { heardAt }),
      })),
    takeStays: connection.transaction(({ station, after, hash, heardAt }, rows) => {
      for (const [crossing, through, events] of rows) {
        remove.run(station, crossing);
        for (const [keys, minute, post, isExit, isWithdrawn] of events) {
          for (const key of new Set(keys))
            insert.run(station, crossing, through, key, minute, post, isExit, isWithdrawn);
        }
      }
      mark.run(station, after, hash ?? null, heardAt ?? null);
    }) as NeighbourShelf['takeStays'],
    forget: connection.transaction((station: string) => {
      removeAll.run(station);
      unmark.run(station);
    }),
    centreSpeaks: connection.transaction((heads: Readonly<Record<string, number>>) => {
      for (const [station, seq] of Object.entries(heads)) {
        settled.run(station, seq);
        if ((afterOf.get(station) ?? -1) < seq) raise.run(station, seq);
      }
    }),
    restartStays: () => void connection.exec('DELETE FROM stay; DELETE FROM mark'),
  };
};
