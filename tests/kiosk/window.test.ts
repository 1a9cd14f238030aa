import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, openWindow } from '../../src/kiosk/window.ts';

let folder: string;
let browser: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beket-window-'));
  browser = join(folder, 'google-chrome');
  // A browser that writes down how it was started.
  writeFileSync(browser, `#!/bin/sh\necho "$@" >'${folder}/args'\nexec sleep 60\n`);
  chmodSync(browser, 0o755);
  writeFileSync(join(folder, 'chromium'), 'not a program');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform === 'win32')('a window for the page', () => {
  const machine = { platform: 'linux', env: { PATH: '', DISPLAY: ':0' }, isRoot: false } as const;
  const here = () => ({ ...machine, env: { ...machine.env, PATH: `/nowhere:${folder}` } });

  it('is the first browser of the path that runs', () => expect(findBrowser(here())).toBe(browser));

  it('is none without a browser, without a display, or for root, whom Chromium gives no sandbox', () => {
    expect(findBrowser({ ...machine, env: { PATH: '/nowhere', DISPLAY: ':0' } })).toBeUndefined();
    expect(findBrowser({ ...here(), env: { PATH: folder } })).toBeUndefined();
    expect(findBrowser({ ...here(), isRoot: true })).toBeUndefined();
    expect(findBrowser({ ...here(), env: { PATH: folder, WAYLAND_DISPLAY: 'wayland-0' } })).toBe(browser);
  });

  it('is opened on the address alone, with a profile of its own and its sandbox on', async () => {
    const close = openWindow(browser, 'http://127.0.0.1:5280', join(folder, 'profile'));
    await expect
      .poll(() => readFileSync(join(folder, 'args'), { encoding: 'utf8', flag: 'a+' }))
      .toContain('--app=http://127.0.0.1:5280');
    const args = readFileSync(join(folder, 'args'), 'utf8');
    expect(args).toContain(`--user-data-dir=${folder}/profile`);
    expect(args).not.toContain('sandbox');
    close();
  });
});
