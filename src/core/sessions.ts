import { StationFault } from '../contract/fault.ts';
import type { Session } from '../contract/station.ts';
import type { Officer } from '../domain/officer.ts';
import type { Clock, OfficerBook, Vault } from './ports.ts';

/** Wrong PINs in a row before a badge has to wait, and how long, in milliseconds. */
const attemptsAllowed = 5;
const pause = 30_000;

export type Sessions = {
  /** The officer signed in on a page, looked up afresh: a role taken away is gone at the next call. */
  officerOf(session: Session): Officer | undefined;
  signIn(session: Session, badge: string, pin: string): Promise<Officer>;
  /** Somebody shows badge and PIN without signing in: a witness. Throws as signing in does. */
  check(badge: string, pin: string): Promise<Officer>;
  signOut(session: Session): void;
};

/** Who is signed in where. The page holds nothing but its session's id. */
export const createSessions = (ports: { officers: OfficerBook; vault: Vault; clock: Clock }): Sessions => {
  const badges = new Map<string, string>();
  const failures = new Map<string, { count: number; until: number }>();

  const failed = (badge: string): void => {
    const count = (failures.get(badge)?.count ?? 0) + 1;
    failures.set(badge, { count, until: count >= attemptsAllowed ? ports.clock.ticks() + pause : 0 });
  };

  const check = async (badge: string, pin: string): Promise<Officer> => {
    const wait = (failures.get(badge)?.until ?? 0) - ports.clock.ticks();
    if (wait > 0) throw new StationFault('too-many-attempts', { detail: String(Math.ceil(wait / 1000)) });
    const officer = ports.officers.find(badge);
    const hash = ports.officers.pinHash(badge);
    // A badge that nobody has takes as long as a wrong PIN: time must not tell which badges there are.
    const isRight = hash === undefined ? !(await ports.vault.hashPin(pin)) : await ports.vault.checkPin(pin, hash);
    if (!officer?.active || !isRight) {
      failed(badge);
      throw new StationFault('bad-credentials');
    }
    failures.delete(badge);
    return officer;
  };

  return {
    check,
    officerOf: (session) => {
      const badge = badges.get(session.id);
      const officer = badge === undefined ? undefined : ports.officers.find(badge);
      return officer?.active ? officer : undefined;
    },
    signIn: async (session, badge, pin) => {
      const officer = await check(badge, pin);
      badges.set(session.id, badge);
      return officer;
    },
    signOut: (session) => void badges.delete(session.id),
  };
};
