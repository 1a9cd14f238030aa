import type { Watchlist } from '../../core/ports.ts';
import { weighEntry } from '../../domain/watchlist/match-watchlist.ts';
import type { WatchlistEntry } from '../../domain/watchlist/watchlist-entry.ts';
import { subjectOf, watchlistKeys } from '../../domain/watchlist/watchlist-keys.ts';
import type { Connection } from './connection.ts';
import { keyOf } from './look-up-keys.ts';
import type { Settings } from './settings.ts';

/** Rows from here on are the centre's; those below were imported at the desk. */
export const firstCentreRow = 2 ** 40;

/** The list on the disk, encrypted like the log; found by key, weighed by the domain. */
export const createWatchlist = (connection: Connection, settings: Settings, salt: string): Watchlist => {
  const addEntry = connection.prepare('INSERT INTO watch_entry (row, entry) VALUES (?, ?)');
  const addKey = connection.prepare('INSERT OR IGNORE INTO watch_key (key, row) VALUES (?, ?)');
  const byKey = connection
    .prepare<[number], string>('SELECT e.entry FROM watch_key k JOIN watch_entry e ON e.row = k.row WHERE k.key = ?')
    .pluck();
  const count = connection.prepare<[], number>('SELECT count(*) FROM watch_entry').pluck();
  const replace = connection.transaction((entries: readonly WatchlistEntry[], at: string) => {
    connection.exec(
      `DELETE FROM watch_key WHERE row < ${firstCentreRow}; DELETE FROM watch_entry WHERE row < ${firstCentreRow};`,
    );
    entries.forEach((entry, row) => {
      addEntry.run(row, JSON.stringify(entry));
      for (const key of watchlistKeys(entry)) addKey.run(keyOf(key, salt), row);
    });
    settings.set('watchlist-updated', at);
  });
  return {
    replace: (entries, at) => replace.immediate(entries, at),
    match: (document) => {
      const subject = subjectOf(document);
      const texts = new Set(watchlistKeys(subject).flatMap((key) => byKey.all(keyOf(key, salt))));
      return [...texts]
        .flatMap((text) => weighEntry(JSON.parse(text) as WatchlistEntry, subject) ?? [])
        .sort((a, b) => b.score - a.score || b.evidence.length - a.evidence.length || (a.entry < b.entry ? -1 : 1));
    },
    info: () => {
      const updatedAt = settings.get('watchlist-updated');
      return { entries: count.get() ?? 0, ...(updatedAt !== undefined && { updatedAt }) };
    },
  };
};
