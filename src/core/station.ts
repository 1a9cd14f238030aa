import { StationFault } from '../contract/fault.ts';
import { stationCalls, type CallName, type Session, type Station } from '../contract/station.ts';
import { hasRole, type Role } from '../domain/officer.ts';
import { adminCalls } from './admin-calls.ts';
import type { Caller, Handlers } from './caller.ts';
import { deskCalls } from './desk-calls.ts';
import { createDesk } from './desk.ts';
import { createEvents } from './events.ts';
import { groupCalls } from './group-calls.ts';
import { createGroups } from './groups.ts';
import { createInbox } from './inbox.ts';
import { createJournal } from './journal.ts';
import { laneCalls } from './lane-calls.ts';
import { createLane } from './lane.ts';
import { createLaw } from './law.ts';
import { logCalls } from './log-calls.ts';
import { packCalls } from './pack-calls.ts';
import { createPacks } from './packs.ts';
import type { Ports } from './ports.ts';
import { rebuttalCalls } from './rebuttal-calls.ts';
import { reportCalls } from './report-calls.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSync } from './sync.ts';

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
  const ports: Ports = { ...given, rules: law };
  const desk = createDesk(ports);
  const events = createEvents();
  const journal = createJournal(ports.log);
  const sessions = createSessions(ports);
  const lane = createLane(ports);
  const packs = createPacks({ ...ports, law, journal, onChange: () => events.emit('rules', {}) });
  const sync = createSync({ ...ports, onChange: (state) => events.emit('sync', state) });
  const inbox = createInbox(ports.watchFolder, (waiting) => events.emit('inbox', { waiting }));
  inbox.watch(ports.store.config()?.watchedFolder);
  const groups = createGroups(ports.random);
  const parts = { ports, packs, desk, journal, sessions, lane, sync, inbox, groups };

  journal.onAppend(({ seq }) => {
    events.emit('log', { seq });
    sync.nudge();
  });

  const handlers: Handlers = {
    ...deskCalls(parts),
    ...laneCalls(parts),
    ...groupCalls(parts),
    ...logCalls(parts),
    ...reportCalls(parts),
    ...rebuttalCalls(parts),
    ...adminCalls(parts),
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
      inbox.stop();
      sync.stop();
      await ports.reader.close();
    },
  };
};
