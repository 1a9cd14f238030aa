import type { WatchChanges } from '../../core/feed-ports.ts';
import type { WatchlistEntry } from '../../domain/watchlist/watchlist-entry.ts';
import { watchlistKeys } from '../../domain/watchlist/watchlist-keys.ts';
import type { Connection } from './connection.ts';
import { keyOf } from './look-up-keys.ts';
import type { Settings } from './settings.ts';
import { firstCentreRow } from './watchlist.ts';

type Row = [row: number, entry: string];

/** Changes to the centre's part of the list: rows by themselves, so that a list imported at the desk leaves them alone. */
export const createWatchChanges = (connection: Connection, settings: Settings, salt: string): WatchChanges => {
  const byId = connection
    .prepare<[string, number], Row>(
      `SELECT row, entry FROM watch_entry WHERE json_extract(entry, '$.id') = ? AND row >= ?`,
    )
    .raw();
  const lastRow = connection.prepare<[number], number>('SELECT coalesce(max(row), ?) FROM watch_entry').pluck();
  const addEntry = connection.prepare('INSERT INTO watch_entry (row, entry) VALUES (?, ?)');
  const addKey = connection.prepare('INSERT OR IGNORE INTO watch_key (key, row) VALUES (?, ?)');
  const dropEntry = connection.prepare('DELETE FROM watch_entry WHERE row = ?');
  const dropKey = connection.prepare('DELETE FROM watch_key WHERE key = ? AND row = ?');

  const drop = (id: string): void => {
    for (const [row, text] of byId.all(id, firstCentreRow)) {
      dropEntry.run(row);
      for (const key of watchlistKeys(JSON.parse(text) as WatchlistEntry)) dropKey.run(keyOf(key, salt), row);
    }
  };
  const put = (entry: WatchlistEntry): void => {
    drop(entry.id);
    const row = Math.max(lastRow.get(firstCentreRow) ?? 0, firstCentreRow) + 1;
    addEntry.run(row, JSON.stringify(entry));
    for (const key of watchlistKeys(entry)) addKey.run(keyOf(key, salt), row);
  };
  const change = connection.transaction((changes: Parameters<WatchChanges['change']>[0], at: string) => {
    for (const one of changes) {
      if ('put' in one) put(one.put);
      else drop(one.drop);
    }
    settings.set('watchlist-updated', at);
  });
  return {
    change: (changes, at) => change.immediate(changes, at),
    restart: () =>
      connection.transaction(() => {
        connection.prepare('DELETE FROM watch_key WHERE row >= ?').run(firstCentreRow);
        connection.prepare('DELETE FROM watch_entry WHERE row >= ?').run(firstCentreRow);
      })(),
  };
};
