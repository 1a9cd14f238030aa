import { randomBytes, randomUUID } from 'node:crypto';
import type { Session } from '../contract/station.ts';

/** Browsers remembered at once; the oldest is forgotten first. */
const browsersKept = 256;

export type Pages = {
  /** The session of a cookie this host gave out, or a new one with its cookie. */
  of(token: string | undefined): { readonly session: Session; readonly token: string };
  /** A new cookie for the same session: one planted before the sign-in is worth nothing after it. */
  renew(token: string): string;
};

/** Browsers by cookie. The session's id never leaves this process. */
export const createPages = (): Pages => {
  const sessions = new Map<string, Session>();
  const issue = (session: Session): string => {
    const token = randomBytes(32).toString('base64url');
    sessions.set(token, session);
    for (const old of sessions.keys()) {
      if (sessions.size <= browsersKept) break;
      sessions.delete(old);
    }
    return token;
  };
  return {
    of: (token) => {
      const known = token === undefined ? undefined : sessions.get(token);
      if (known !== undefined && token !== undefined) return { session: known, token };
      const session = { id: randomUUID() };
      return { session, token: issue(session) };
    },
    renew: (token) => {
      const session = sessions.get(token) ?? { id: randomUUID() };
      sessions.delete(token);
      return issue(session);
    },
  };
};
