import { centreFingerprint, splitCode } from '../contract/centre-key.ts';
import { StationFault } from '../contract/fault.ts';
import type { EnrolResponse } from '../contract/uplink.ts';
import { parseWatchlistCsv } from '../domain/watchlist/watchlist-csv.ts';
import { badgeOf, because, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Inbox } from './inbox.ts';
import type { Journal } from './journal.ts';
import type { Feeds } from './feeds.ts';
import type { Ports, UplinkFault } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly sync: Sync;
  readonly feeds: Feeds;
  readonly inbox: Inbox;
};

/** The line to the centre and the watchlist. */
export const adminCalls = ({
  ports,
  desk,
  journal,
  sync,
  feeds,
  inbox,
}: Parts): Pick<Handlers, 'syncNow' | 'connect' | 'importWatchlist' | 'watchFolder'> => ({
  syncNow: () => sync.syncNow(),
  connect: async ({ url, code, reason }, caller) => {
    const { stationId, post, lane } = desk.config();
    const { code: only, fingerprint } = splitCode(code);
    /** Behind a code with a fingerprint stands one centre; whoever cannot show its key is another, an older one too. */
    const mistrust = ({ key }: EnrolResponse): UplinkFault | undefined =>
      fingerprint === undefined || (key !== undefined && centreFingerprint(key, ports.sha256) === fingerprint)
        ? undefined
        : { code: 'wrong-centre' };
    const request = { code: only, stationId, post, lane, publicKey: ports.vault.publicKey() };
    const answer = await sync.connect(url, request, mistrust);
    if (!answer.ok) throw new StationFault('centre', { detail: answer.fault.code });
    journal.append({ kind: 'settings-changed', body: { by: badgeOf(caller), centre: url }, ...because(reason) });
    feeds.nudge();
    return sync.state();
  },
  importWatchlist: ({ csv, reason }, caller) => {
    const { entries, problems } = parseWatchlistCsv(csv);
    if (entries.length > 0) {
      ports.watchlist.replace(entries, desk.now());
      journal.append({
        kind: 'watchlist-imported',
        body: { by: badgeOf(caller), entries: entries.length, sha256: ports.sha256(csv) },
        ...because(reason),
      });
    }
    return { entries: entries.length, problems: [...problems] };
  },
  watchFolder: ({ folder, reason }, caller) => {
    const { watchedFolder: before, ...config } = desk.config();
    if (!inbox.watch(folder)) {
      inbox.watch(before);
      throw new StationFault('no-such-folder', { field: 'folder' });
    }
    ports.store.saveConfig({ ...config, ...(folder && { watchedFolder: folder }) });
    const body = { by: badgeOf(caller), watchedFolder: folder !== undefined };
    journal.append({ kind: 'settings-changed', body, ...because(reason) });
    return folder ? { folder } : {};
  },
});
