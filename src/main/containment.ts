import type { App, Session, WebContents } from 'electron';
import { isHome, scheme } from './origin.ts';
import { guardPermissions } from './permissions.ts';

/** Nothing a page loads comes from anywhere but the application itself (checklist no. 1). */
const ownProtocols: ReadonlySet<string> = new Set([`${scheme}:`, 'blob:', 'data:', 'devtools:']);

const held = new WeakSet<Session>();

/** Nothing is fetched, nothing is asked of the system but what `guardPermissions` grants. */
export const containSession = (session: Session, home: string, onLost: (name: string) => void): void => {
  if (held.has(session)) return;
  held.add(session);
  guardPermissions(session, home);
  // The spelling dictionary would be fetched from a public server, and words typed here are people's names.
  session.setSpellCheckerEnabled(false);
  // A tally is saved from the page's own bytes; nothing is fetched to the disk.
  session.on('will-download', (event, item) => {
    if (!isHome(item.getURL().replace(/^blob:/, ''), home)) return event.preventDefault();
    // A full disk: Chromium takes the half away and says nothing where there is no bar of downloads.
    item.once('done', (_event, state) => state === 'interrupted' && onLost(item.getFilename()));
  });
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOwn =
      isHome(url, home) || isHome(url.replace(/^ws/, 'http'), home) || ownProtocols.has(new URL(url).protocol);
    answer({ cancel: !isOwn });
  });
};

/** A page stays where it is, opens nothing and hosts nothing (checklist nos. 11 to 15). */
const containContents = (contents: WebContents, home: string): void => {
  const stay = (event: { preventDefault(): void; url?: string }, url = event.url): void => {
    if (url === undefined || !isHome(url, home)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event));
  contents.on('will-redirect', (event) => stay(event));
  contents.on('will-frame-navigate', (event) => stay(event));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};

/** Holds every session and every page the application will ever make, this window's or not. */
export const contain = (app: App, home: string, onLost: (name: string) => void): void => {
  app.on('session-created', (session) => containSession(session, home, onLost));
  app.on('web-contents-created', (_event, contents) => containContents(contents, home));
};
