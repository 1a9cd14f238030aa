// The desk in a browser or in Electron, whichever the project of the tests is for.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron as electron, type ElectronApplication, type Page } from '@playwright/test';
import { test as base } from './fixtures.ts';

const home = join('node_modules', 'electron');
const program = existsSync(join(home, 'path.txt'))
  ? join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8'))
  : undefined;
const isHeadless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];

/** Why Electron cannot be started here; nothing where it can. */
export const whyNoElectron =
  program === undefined || !existsSync(program)
    ? 'Electron’s program is not in node_modules/electron/dist: it is downloaded by the first `npm start` with a network'
    : isHeadless
      ? 'there is no display for Electron’s window (run under xvfb-run)'
      : undefined;

export const launchDesk = (data: string, ...args: string[]): Promise<ElectronApplication> => {
  const isRoot = process.getuid?.() === 0;
  return electron.launch({
    executablePath: program ?? '',
    args: [...(isRoot ? ['--no-sandbox'] : []), '.', ...args, '--data', data],
  });
};

type Desk = { readonly page: Page; readonly data: string };

export const test = base.extend<{ desk: Desk }>({
  /** A desk that nobody has set up, in the shell of the project. */
  desk: async ({ page, emptyKiosk }, use, testInfo) => {
    if (testInfo.project.name !== 'electron') {
      await page.goto(emptyKiosk.address);
      return use({ page, data: emptyKiosk.data });
    }
    testInfo.skip(whyNoElectron !== undefined, whyNoElectron);
    const data = mkdtempSync(join(tmpdir(), 'beket-electron-'));
    const shell = await launchDesk(data);
    await use({ page: await shell.firstWindow(), data });
    await shell.close();
    rmSync(data, { recursive: true });
  },
});
export { expect } from './fixtures.ts';
