import { StationFault } from '../contract/fault.ts';
import { parseWatchlistCsv } from '../domain/watchlist/watchlist-csv.ts';
import { badgeOf, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Inbox } from './inbox.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly sync: Sync;
  readonly inbox: Inbox;
};

/** The line to the centre and the watchlist. */
export const adminCalls = ({
  ports,
  desk,
  journal,
  sync,
  inbox,
}: Parts): Pick<Handlers, 'syncNow' | 'connect' | 'importWatchlist' | 'watchFolder'> => ({
  syncNow: () => sync.syncNow(),
  connect: async ({ url, code }, caller) => {
    const { stationId, post, lane } = desk.config();
    const answer = await sync.connect(url, { code, stationId, post, lane, publicKey: ports.vault.publicKey() });
    if (!answer.ok) throw new StationFault('centre', { detail: answer.fault.code });
    journal.append({ kind: 'settings-changed', body: { by: badgeOf(caller), centre: url } });
    return sync.state();
  },
  importWatchlist: ({ csv }, caller) => {
    const { entries, problems } = parseWatchlistCsv(csv);
    if (entries.length > 0) {
      ports.watchlist.replace(entries, desk.now());
      journal.append({
        kind: 'watchlist-imported',
        body: { by: badgeOf(caller), entries: entries.length, sha256: ports.sha256(csv) },
      });
    }
    return { entries: entries.length, problems: [...problems] };
  },
  watchFolder: ({ folder }, caller) => {
    const { watchedFolder: before, ...config } = desk.config();
    if (!inbox.watch(folder)) {
      inbox.watch(before);
      throw new StationFault('no-such-folder', { field: 'folder' });
    }
    ports.store.saveConfig({ ...config, ...(folder && { watchedFolder: folder }) });
    journal.append({ kind: 'settings-changed', body: { by: badgeOf(caller), watchedFolder: folder !== undefined } });
    return folder ? { folder } : {};
  },
});
