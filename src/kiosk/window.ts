import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

type Machine = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
};

const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];

const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((root) => [
    `%${root}%\\Google\\Chrome\\Application\\chrome.exe`,
    `%${root}%\\Microsoft\\Edge\\Application\\msedge.exe`,
  ]),
};

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A browser of the Chromium family that has a window to open, or `undefined`. */
export const findBrowser = ({ platform, env, isRoot }: Machine): string | undefined => {
  const hasDisplay = platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  // As root Chromium starts only without its sandbox, and a desk does not run without one.
  if (!hasDisplay || isRoot) return undefined;
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => programs.map((name) => join(folder, name)));
  const known = (places[platform] ?? []).map((place) => place.replace(/%(.+?)%/, (_, name: string) => env[name] ?? ''));
  return [...known, ...onPath].find(canRun);
};

/** Opens the page as a window without tabs or address bar, with a profile of its own. Returns what closes it. */
export const openWindow = (browser: string, address: string, profile: string): (() => void) => {
  const window = spawn(
    browser,
    [
      `--app=${address}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-extensions',
      '--disable-sync',
    ],
    { stdio: 'ignore' },
  );
  // A browser that does not start is no reason for the desk to stop: its address stands on the screen.
  window.on('error', () => undefined);
  return () => void window.kill();
};
