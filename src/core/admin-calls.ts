import { StationFault } from '../contract/fault.ts';
import { badgeOf, because, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import { enrolAt } from './enrolling.ts';
import type { Inbox } from './inbox.ts';
import type { Journal } from './journal.ts';
import type { Feeds } from './feeds.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';
import { importWatchlist } from './watchlist-import.ts';
import type { LongWork } from './work.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly sync: Sync;
  readonly feeds: Feeds;
  readonly inbox: Inbox;
  readonly keeper: { readonly work: LongWork };
};

/** The line to the centre and the watchlist. */
export const adminCalls = ({
  ports,
  desk,
  journal,
  sync,
  feeds,
  inbox,
  keeper,
}: Parts): Pick<Handlers, 'syncNow' | 'connect' | 'importWatchlist' | 'watchFolder'> => ({
  syncNow: () => sync.syncNow(),
  connect: async ({ url, code, reason }, caller) => {
    await enrolAt({ ports, desk, sync }, url, code, desk.config().lane);
    journal.append({ kind: 'settings-changed', body: { by: badgeOf(caller), centre: url }, ...because(reason) });
    feeds.nudge();
    return sync.state();
  },
  importWatchlist: async ({ csv, reason }, caller) => {
    const by = badgeOf(caller);
    const taken = await importWatchlist({ ports, work: keeper.work, by }, csv);
    if (!taken) throw new StationFault('called-off');
    const { entries, problems } = taken;
    if (entries > 0) {
      const body = { by, entries, sha256: ports.sha256(csv) };
      journal.append({ kind: 'watchlist-imported', body, ...because(reason) });
    }
    return { entries, problems };
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
