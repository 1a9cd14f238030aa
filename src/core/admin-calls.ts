import { StationFault } from '../contract/fault.ts';
import { parseWatchlistCsv } from '../domain/watchlist/watchlist-csv.ts';
import { badgeOf, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly journal: Journal; readonly sync: Sync };

/** The line to the centre and the watchlist. */
export const adminCalls = ({
  ports,
  desk,
  journal,
  sync,
}: Parts): Pick<Handlers, 'syncNow' | 'connect' | 'importWatchlist'> => ({
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
});
