import type { Watchlist } from '../../core/ports.ts';
import { weighEntry } from '../../domain/watchlist/match-watchlist.ts';
import type { WatchlistEntry } from '../../domain/watchlist/watchlist-entry.ts';
import { subjectOf, watchlistKeys } from '../../domain/watchlist/watchlist-keys.ts';
import type { Connection } from './connection.ts';
import { keyOf } from './look-up-keys.ts';
import type { Settings } from './settings.ts';

/** Rows from here on are the centre's; those below were imported at the desk. */
export const firstCentreRow = 2 ** 40;
/** Imported rows lie in one of two halves: one is in force, the other is empty or being filled. */
const halfRows = firstCentreRow / 2;
const sweptAtOnce = 500;

/** The list on the disk, encrypted like the log; found by key, weighed by the domain. */
export const createWatchlist = (connection: Connection, settings: Settings, salt: string): Watchlist => {
  const addEntry = connection.prepare('INSERT INTO watch_entry (row, entry) VALUES (?, ?)');
  const addKey = connection.prepare('INSERT OR IGNORE INTO watch_key (key, row) VALUES (?, ?)');
  const dropEntry = connection.prepare('DELETE FROM watch_entry WHERE row = ?');
  const dropKey = connection.prepare('DELETE FROM watch_key WHERE key = ? AND row = ?');
  const byKey = connection
    .prepare<[number, number], string>(
      `SELECT e.entry FROM watch_key k JOIN watch_entry e ON e.row = k.row
       WHERE k.key = ? AND (k.row >= ${firstCentreRow} OR k.row / ${halfRows} = ?)`,
    )
    .pluck();
  const count = connection
    .prepare<[number, number], number>('SELECT count(*) FROM watch_entry WHERE row >= ? AND row < ?')
    .pluck();
  const some = connection.prepare<[number, number, number], { row: number; entry: string }>(
    'SELECT row, entry FROM watch_entry WHERE row >= ? AND row < ? ORDER BY row LIMIT ?',
  );
  const inForce = (): number => (settings.get('watchlist-half') === '1' ? 1 : 0);
  const within = (first: number, end: number): number => count.get(first, end) ?? 0;

  const add = connection.transaction((first: number, entries: readonly WatchlistEntry[]) => {
    entries.forEach((entry, at) => {
      addEntry.run(first + at, JSON.stringify(entry));
      for (const key of watchlistKeys(entry)) addKey.run(keyOf(key, salt), first + at);
    });
  });
  const finish = connection.transaction((half: number, at: string) => {
    settings.set('watchlist-half', String(half));
    settings.set('watchlist-updated', at);
  });
  const sweep = connection.transaction((): boolean => {
    const first = (1 - inForce()) * halfRows;
    const rows = some.all(first, first + halfRows, sweptAtOnce);
    for (const { row, entry } of rows) {
      for (const key of watchlistKeys(JSON.parse(entry) as WatchlistEntry)) dropKey.run(keyOf(key, salt), row);
      dropEntry.run(row);
    }
    return rows.length > 0;
  });
  const sweepAll = (): void => {
    while (sweep.immediate());
  };
  // What a machine that went off in the middle of an import left behind.
  if (!connection.readonly) sweepAll();
  const stage: Watchlist['stage'] = () => {
    sweepAll();
    const half = 1 - inForce();
    let next = half * halfRows;
    return {
      add: (entries) => {
        add.immediate(next, entries);
        next += entries.length;
      },
      finish: (at) => finish.immediate(half, at),
      sweep: () => sweep.immediate(),
    };
  };
  const replace = connection.transaction((entries: readonly WatchlistEntry[], at: string) => {
    const list = stage();
    list.add(entries);
    list.finish(at);
    sweepAll();
  });
  return {
    replace: (entries, at) => replace.immediate(entries, at),
    stage,
    match: (document) => {
      const subject = subjectOf(document);
      const half = inForce();
      const texts = new Set(watchlistKeys(subject).flatMap((key) => byKey.all(keyOf(key, salt), half)));
      return [...texts]
        .flatMap((text) => weighEntry(JSON.parse(text) as WatchlistEntry, subject) ?? [])
        .sort((a, b) => b.score - a.score || b.evidence.length - a.evidence.length || (a.entry < b.entry ? -1 : 1));
    },
    info: () => {
      const updatedAt = settings.get('watchlist-updated');
      const first = inForce() * halfRows;
      const entries = within(first, first + halfRows) + within(firstCentreRow, Number.MAX_SAFE_INTEGER);
      return { entries, ...(updatedAt !== undefined && { updatedAt }) };
    },
  };
};
