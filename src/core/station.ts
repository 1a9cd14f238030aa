import { StationFault } from '../contract/fault.ts';
import { stationCalls, type CallName, type Session, type Station } from '../contract/station.ts';
import type { EntryKind } from '../domain/log.ts';
import { hasRole, type Role } from '../domain/officer.ts';
import { adminCalls } from './admin-calls.ts';
import { createBoardCalls } from './board-calls.ts';
import { auditCalls } from './audit-calls.ts';
import type { Caller, Handlers } from './caller.ts';
import { configCalls } from './config-calls.ts';
import { deskCalls } from './desk-calls.ts';
import { createDesk } from './desk.ts';
import { createEvents } from './events.ts';
import { groupCalls } from './group-calls.ts';
import { feedCalls } from './feed-calls.ts';
import { fleetCalls, waitingNotices } from './fleet-calls.ts';
import { createFeedSinks } from './feed-sinks.ts';
import { createFeeds } from './feeds.ts';
import { createGroups } from './groups.ts';
import { createHealth } from './health.ts';
import { createInbox } from './inbox.ts';
import { createJournal } from './journal.ts';
import { createKeeper, keepingCalls } from './keeping-calls.ts';
import { laneCalls } from './lane-calls.ts';
import { noRepairs } from './no-repairs.ts';
import { createLane } from './lane.ts';
import { createLaw } from './law.ts';
import { logCalls } from './log-calls.ts';
import { createOrders } from './orders.ts';
import { packCalls } from './pack-calls.ts';
import { createPacks } from './packs.ts';
import type { Ports } from './ports.ts';
import { paperCalls } from './paper-calls.ts';
import { rebuttalCalls } from './rebuttal-calls.ts';
import { slipCalls } from './slip-calls.ts';
import { reportCalls } from './report-calls.ts';
import { withPosts } from './known-posts.ts';
import { shiftCalls } from './shift-calls.ts';
import { createShifts } from './shifts.ts';
import { lookUpCalls } from './look-up-calls.ts';
import { placeCalls } from './place-calls.ts';
import { neighbourCalls } from './neighbour-calls.ts';
import { keepForNeighbours } from './neighbour-keeping.ts';
import { createNeighbours } from './neighbours.ts';
import { secondLineCalls } from './second-line-calls.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { stickCalls } from './stick-calls.ts';
import { createSync } from './sync.ts';

/** Entries after which a page's picture of the desk is old, whoever wrote them. */
const changesDesk: ReadonlySet<EntryKind> = new Set(['officer-saved', 'settings-changed', 'watchlist-imported']);

/** The station, not the page, checks the role, and does so on every call. */
const callerOf = (sessions: Sessions, session: Session, needed: Role | undefined): Caller => {
  const officer = sessions.officerOf(session);
  if (needed !== undefined) {
    if (!officer) throw new StationFault('not-signed-in');
    if (!hasRole(officer.role, needed)) throw new StationFault('not-allowed');
  }
  return { session, officer };
};

/** The application, given its ports. Inputs have been parsed at the door (`contract/dispatch`). */
export const createStation = (given: Ports): Station => {
  const law = createLaw(given.packs, given.sha256, given.rules.posts());
  const ports: Ports = { ...given, rules: withPosts(law, given.feeds.posts) };
  const desk = createDesk(ports);
  const events = createEvents();
  const journal = createJournal(ports.log);
  const sessions = createSessions(ports);
  const lane = createLane(ports);
  const packs = createPacks({ ...ports, law, journal, onChange: () => events.emit('rules', {}) });
  const sinks = createFeedSinks({
    ports,
    journal,
    packs,
    onNotices: () => events.emit('notices', waitingNotices(ports.fleet)),
    onOrder: (order) => orders.take(order),
  });
  const feeds = createFeeds({
    ...ports,
    sinks,
    onTaken: keepForNeighbours(ports),
    onChange: (states) => events.emit('feeds', [...states]),
  });
  let syncedAt: string | undefined;
  const sync = createSync({
    ...ports,
    onChange: (state) => {
      events.emit('sync', state);
      // Something went up, so the line is good and others may have sent as well.
      if (state.lastSyncAt !== undefined && state.lastSyncAt !== syncedAt) feeds.nudge();
      if (state.lastSyncAt !== undefined && state.lastSyncAt !== syncedAt) neighbours.nudge();
      syncedAt = state.lastSyncAt;
    },
  });
  const neighbours = createNeighbours({ ports, sync, feeds, onChange: (view) => events.emit('neighbours', view) });
  const inbox = createInbox(ports.watchFolder, (waiting) => events.emit('inbox', { waiting }));
  inbox.watch(ports.store.config()?.watchedFolder);
  const groups = createGroups(ports.random);
  const shifts = createShifts({ ports, desk, journal });
  const keeper = createKeeper({ ports, desk, journal, onChange: () => events.emit('keeping', keeper.view()) });
  const health = createHealth({ ports, desk, sync, copyAt: () => keeper.view().own.last?.at });
  const orders = createOrders({ ports, journal, work: keeper.work, onDone: () => health.nudge() });
  const own = { ports, shifts, packs, desk, journal, sessions, lane, sync, feeds, neighbours };
  const parts = { ...own, inbox, groups, keeper, orders };

  journal.onAppend(({ seq, kind }) => {
    events.emit('log', { seq });
    if (changesDesk.has(kind)) events.emit('changed', {});
    sync.nudge();
  });
  const board = createBoardCalls({ ...parts, events });

  const handlers: Handlers = {
    ...deskCalls(parts),
    ...laneCalls(parts),
    ...groupCalls(parts),
    ...logCalls(parts),
    ...secondLineCalls(parts),
    ...reportCalls(parts),
    ...board.calls,
    ...paperCalls(parts),
    ...rebuttalCalls(parts),
    ...slipCalls(parts),
    ...shiftCalls(parts),
    ...lookUpCalls(parts),
    ...auditCalls(parts),
    ...adminCalls(parts),
    ...placeCalls(parts),
    ...keepingCalls(parts),
    ...noRepairs,
    ...feedCalls(parts),
    ...stickCalls(parts),
    ...configCalls(parts),
    ...fleetCalls({ ...parts, health, onNotices: (waiting) => events.emit('notices', waiting) }),
    ...neighbourCalls(parts),
    ...packCalls({ ...parts, onDryRun: (progress) => events.emit('dryRun', progress) }),
  };

  return {
    handle: async <N extends CallName>(name: N, input: never, session: Session) => {
      const caller = callerOf(sessions, session, stationCalls[name].role);
      return handlers[name](input, caller);
    },
    on: (name, listener) => events.on(name, listener),
    close: async () => {
      packs.stop();
      board.stop();
      inbox.stop();
      health.stop();
      orders.stop();
      sync.stop();
      feeds.stop();
      await neighbours.stop();
      await keeper.stop();
      await ports.reader.close();
    },
  };
};
