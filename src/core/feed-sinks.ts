import { readItems } from '../contract/feed-reading.ts';
import type { FeedBatch, FeedName } from '../contract/feeds.ts';
import { hasRole, type Officer } from '../domain/officer.ts';
import type { Order } from '../domain/fleet/notice.ts';
import type { FeedMark } from './feed-ports.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';

/** Where a feed's batches go. `take` has all of a batch on the disk, its mark too, when it returns. */
type FeedSink = {
  mark(): FeedMark;
  take(batch: FeedBatch): void | Promise<void>;
  restart(): void | Promise<void>;
};
export type FeedSinks = Readonly<Record<FeedName, FeedSink>>;

type Parts = {
  readonly ports: Pick<Ports, 'officers' | 'feeds' | 'fleet'>;
  readonly journal: Journal;
  /** The desk's own keeping of packs, which checks each pack's own signature. */
  readonly packs: {
    offer(value: unknown, source: 'centre'): { readonly hash?: string };
    confirmed(at: string, hash?: string): unknown;
  };
  readonly onNotices: () => void;
  readonly onOrder: (order: Order) => void;
};

const centre = 'centre';

const markOf = ({ to, at, since, more }: FeedBatch): FeedMark => ({ cursor: to, at, since, isWhole: !more });

export const createFeedSinks = ({ ports, journal, packs, onNotices, onOrder }: Parts): FeedSinks => {
  const { memory, national, watchlist, posts, findings, desks } = ports.feeds;
  const { notices } = ports.fleet;

  /** Puts and drops by id may come twice, so the mark may follow in a transaction of its own. */
  const sink = (feed: FeedName, take: (batch: FeedBatch) => void, restart: () => void): FeedSink => ({
    mark: () => memory.mark(feed),
    take: (batch) => {
      take(batch);
      memory.save(feed, markOf(batch));
    },
    restart: () => {
      restart();
      memory.save(feed, { isWhole: false });
    },
  });

  /** The centre never takes a desk its last administrator: then nobody could mend it here. */
  const wouldLockOut = (officer: Officer): boolean => {
    const isAdministrator = (one: Officer): boolean => one.active && hasRole(one.role, 'administrator');
    const others = ports.officers.list().filter(({ badge }) => badge !== officer.badge);
    return !isAdministrator(officer) && !others.some(isAdministrator);
  };
  const saveOfficer = (officer: Officer, pinHash?: string): void => {
    const before = ports.officers.find(officer.badge);
    const isSame = JSON.stringify(before) === JSON.stringify(officer);
    if (wouldLockOut(officer) || (!before && pinHash === undefined)) return;
    if (isSame && (pinHash === undefined || ports.officers.pinHash(officer.badge) === pinHash)) return;
    const { badge, name, role, active } = officer;
    journal.append({ kind: 'officer-saved', body: { by: centre, badge, role, active }, personal: { name } });
    ports.officers.save(officer, pinHash);
  };

  return {
    stays: {
      mark: () => national.mark(),
      take: (batch) => national.take(readItems.stays(batch.items), markOf(batch)),
      restart: () => national.restart(),
    },
    watchlist: sink(
      'watchlist',
      ({ items, at }) => {
        const changes = readItems.watchlist(items);
        if (changes.length === 0) return;
        watchlist.change(changes, at);
        const puts = changes.filter((change) => 'put' in change).length;
        const dropped = changes.length - puts;
        journal.append({ kind: 'watchlist-imported', body: { by: centre, entries: puts, dropped, at } });
      },
      () => watchlist.restart(),
    ),
    packs: {
      mark: () => memory.mark('packs'),
      take: (batch) => {
        let { latest } = memory.mark('packs');
        for (const { pack } of readItems.packs(batch.items)) latest = packs.offer(pack, centre).hash ?? latest;
        memory.save('packs', { ...markOf(batch), ...(latest !== undefined && { latest }) });
        // The last pack published is the current one; where none ever was, the centre has nothing newer than the desk.
        if (!batch.more) packs.confirmed(batch.at, latest);
      },
      restart: () => memory.save('packs', { isWhole: false }),
    },
    officers: sink(
      'officers',
      ({ items }) => {
        for (const item of readItems.officers(items)) {
          if ('officer' in item) saveOfficer(item.officer, item.pinHash);
          else {
            const known = ports.officers.find(item.gone);
            if (known) saveOfficer({ ...known, active: false });
          }
        }
      },
      () => undefined,
    ),
    posts: sink(
      'posts',
      ({ items }) => {
        for (const item of readItems.posts(items)) {
          if ('post' in item) posts.put(item.post.id, item.post);
          else posts.drop(item.drop);
        }
        if (items.length > 0) journal.append({ kind: 'settings-changed', body: { by: centre, posts: items.length } });
      },
      () => posts.clear(),
    ),
    findings: sink(
      'findings',
      ({ items }) => {
        for (const { finding } of readItems.findings(items)) {
          if (finding.withdrawn) findings.drop(finding.id);
          else findings.put(finding.id, finding);
        }
      },
      () => findings.clear(),
    ),
    notices: sink(
      'notices',
      ({ items }) => {
        for (const item of readItems.notices(items)) {
          if ('order' in item) onOrder(item.order);
          else if ('drop' in item) notices.drop(item.drop);
          // One that comes again, after a beginning anew, has been acknowledged all the same.
          else
            notices.put(item.notice.id, { ...notices.list().find(({ id }) => id === item.notice.id), ...item.notice });
        }
        if (items.length > 0) onNotices();
      },
      () => undefined,
    ),
    desks: sink(
      'desks',
      ({ items }) => {
        for (const item of readItems.desks(items)) {
          if ('desk' in item) desks.put(item.desk.id, item.desk);
          else desks.drop(item.drop);
        }
      },
      () => desks.clear(),
    ),
  };
};
