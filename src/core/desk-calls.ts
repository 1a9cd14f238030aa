import { StationFault } from '../contract/fault.ts';
import type { StationState } from '../contract/views.ts';
import { hasRole, type Officer } from '../domain/officer.ts';
import { badgeOf, type Caller, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Inbox } from './inbox.ts';
import type { Journal } from './journal.ts';
import type { Keeper } from './keeping-calls.ts';
import type { Packs } from './packs.ts';
import type { Ports } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Shifts } from './shifts.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Ports;
  readonly packs: Packs;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly sessions: Sessions;
  readonly sync: Sync;
  readonly inbox: Inbox;
  readonly keeper: Keeper;
  readonly shifts: Shifts;
};

/** The desk as a page may know it before and after somebody signs in. */
export const stateOf = (
  { ports, packs, desk, sessions, sync, inbox, keeper, shifts }: Parts,
  caller: Pick<Caller, 'session'>,
): StationState => {
  const config = ports.store.config();
  const officer = sessions.officerOf(caller.session);
  const shift = config && shifts.current();
  const pack = ports.rules.packAt(ports.clock.now(), config && desk.post().zone);
  return {
    phase: !config ? 'set-up' : officer ? 'ready' : 'signed-out',
    version: ports.version,
    demo: config?.demo ?? false,
    now: desk.now(),
    ...(config && { station: { id: config.stationId, post: desk.post(), lane: config.lane } }),
    ...(officer && { officer, keeping: keeper.view() }),
    pack: { id: pack.id, version: pack.version, hash: pack.hash, from: pack.from, ...packs.standing() },
    watchlist: ports.watchlist.info(),
    ...(shift && { shift: { seq: shift.seq, from: shift.from, to: shift.to } }),
    sync: sync.state(),
    inbox: { waiting: inbox.waiting(), ...(config?.watchedFolder && { folder: config.watchedFolder }) },
  };
};

const saved = (journal: Journal, by: string, { badge, name, role, active }: Officer, reason?: string): void => {
  const personal = { name, ...(reason !== undefined && { reason }) };
  journal.append({ kind: 'officer-saved', body: { by, badge, role, active }, personal });
};

/** Set-up, signing in and out, and who works here. */
export const deskCalls = (
  parts: Parts,
): Pick<Handlers, 'state' | 'posts' | 'setUp' | 'startDemo' | 'signIn' | 'signOut' | 'officers' | 'saveOfficer'> => {
  const { ports, desk, journal, sessions } = parts;
  const mustBeNew = (): void => {
    if (ports.store.config()) throw new StationFault('already-set-up');
  };
  return {
    state: (_, caller) => stateOf(parts, caller),
    posts: () => [...ports.rules.posts()],
    setUp: async ({ post, lane, admin }, caller) => {
      mustBeNew();
      if (!ports.rules.posts().some(({ id }) => id === post)) throw new StationFault('bad-input', { field: 'post' });
      const pinHash = await ports.vault.hashPin(admin.pin);
      mustBeNew();
      const stationId = `${post}-${lane.toLowerCase()}-${ports.random.hex(3)}`;
      ports.store.saveConfig({ stationId, post, lane, demo: false });
      journal.append({
        kind: 'station-opened',
        body: { post, lane, publicKey: ports.vault.publicKey(), version: ports.version },
      });
      const officer: Officer = { badge: admin.badge, name: admin.name, role: 'administrator', active: true };
      ports.officers.save(officer, pinHash);
      saved(journal, admin.badge, officer);
      await sessions.signIn(caller.session, admin.badge, admin.pin);
      journal.append({ kind: 'signed-in', body: { officer: admin.badge } });
      return stateOf(parts, caller);
    },
    startDemo: async (_, caller) => {
      mustBeNew();
      await ports.seedDemo();
      return stateOf(parts, caller);
    },
    signIn: async ({ badge, pin }, caller) => {
      desk.config();
      await sessions.signIn(caller.session, badge, pin);
      journal.append({ kind: 'signed-in', body: { officer: badge } });
      return stateOf(parts, caller);
    },
    signOut: (_, caller) => {
      journal.append({ kind: 'signed-out', body: { officer: badgeOf(caller) } });
      sessions.signOut(caller.session);
      return stateOf(parts, caller);
    },
    officers: () => ports.officers.list(),
    saveOfficer: async ({ officer, pin, reason }, caller) => {
      const before = ports.officers.find(officer.badge);
      if (!before && !pin) throw new StationFault('bad-input', { field: 'pin' });
      const isAdministrator = (one: Officer): boolean => one.active && hasRole(one.role, 'administrator');
      const others = ports.officers.list().filter((one) => one.badge !== officer.badge && isAdministrator(one));
      if (others.length === 0 && !isAdministrator(officer)) throw new StationFault('last-administrator');
      const pinHash = pin === undefined ? undefined : await ports.vault.hashPin(pin);
      saved(journal, badgeOf(caller), officer, reason);
      ports.officers.save(officer, pinHash);
      return ports.officers.list();
    },
  };
};
