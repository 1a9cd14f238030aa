import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { start, type Program } from './program.ts';

export type Kiosk = { readonly address: string; readonly data: string; readonly program: Program };
export type Centre = {
  readonly address: string;
  /** A one-time code for a desk of this post and lane. */
  code(post: string, lane: string): Promise<string>;
  /** What its administrator types to open its pages. */
  token(): Promise<string>;
  /** What the centre says of all posts on a day, counted by its own tally. */
  report(path: string): Promise<unknown>;
  /** What its keeper does on its own machine: a command of the centre, and the line it prints. */
  keeper(...args: string[]): Promise<string>;
};

const withFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-e2e-'));
  await use(folder);
  rmSync(folder, { recursive: true, force: true });
};

const openKiosk = async (data: string, ...args: string[]): Promise<Kiosk> => {
  const program = start(['out/main/kiosk.js', '--port', '0', '--no-window', '--data', data, ...args]);
  return { address: await program.line(/open at (http:\S+)/), data, program };
};

const serveCentre = async (folder: string): Promise<{ centre: Centre; stop(): Promise<unknown> }> => {
  const program = start(['out/main/central.js', 'serve', '--data', folder, '--port', '0']);
  const address = await program.line(/centre: (http:\S+)/);
  const token = async (): Promise<string> => (await readFile(join(folder, 'administrator-token'), 'utf8')).trim();
  const centre: Centre = {
    address,
    token,
    code: async (post, lane) => {
      const asking = start(['out/main/central.js', 'enrol', '--post', post, '--lane', lane, '--data', folder]);
      return asking.line(/"code":"([^"]+)"/);
    },
    report: async (path) => {
      const answer = await fetch(new URL(path, address), { headers: { authorization: `Bearer ${await token()}` } });
      return answer.json();
    },
    keeper: (...args) => start(['out/main/central.js', ...args, '--data', folder]).line(/(.+)/),
  };
  return { centre, stop: program.stop };
};

const demoPins = { officer: ['O300', '3000'], supervisor: ['S200', '2000'], administrator: ['A100', '1000'] } as const;

/** Signs in on a page where nobody is. */
export const signIn = async (page: Page, role: keyof typeof demoPins): Promise<void> => {
  const [badge, pin] = demoPins[role];
  await page.getByTestId('badge').fill(badge);
  await page.getByTestId('pin').fill(pin);
  await page.getByTestId('sign-in-send').click();
  await expect(page.getByTestId('sign-out')).toBeVisible();
};

export const test = base.extend<
  { emptyKiosk: Kiosk; freshKiosk: Kiosk; freshCentre: Centre; quietPage: undefined },
  { kiosk: Kiosk; centre: Centre }
>({
  /** A demonstration desk shared by a worker's tests: the same invented people each time. */
  kiosk: [
    async ({}, use) =>
      withFolder(async (folder) => {
        const kiosk = await openKiosk(folder, '--demo', '--seed', '7');
        await use(kiosk);
        expect(await kiosk.program.stop()).toBe(0);
      }),
    { scope: 'worker', timeout: 90_000 },
  ],
  /** A desk that nobody has set up. */
  emptyKiosk: async ({ page }, use) =>
    withFolder(async (folder) => {
      const kiosk = await openKiosk(folder);
      await use(kiosk);
      // The page goes before its desk: it would complain of the desk's going.
      await page.close();
      expect(await kiosk.program.stop()).toBe(0);
    }),
  /** A demonstration desk of the test's own. */
  freshKiosk: async ({ page }, use) =>
    withFolder(async (folder) => {
      const kiosk = await openKiosk(folder, '--demo', '--seed', '11');
      await use(kiosk);
      await page.close();
      expect(await kiosk.program.stop()).toBe(0);
    }),
  centre: [
    async ({}, use) =>
      withFolder(async (folder) => {
        const { centre, stop } = await serveCentre(folder);
        await use(centre);
        await stop();
      }),
    { scope: 'worker', timeout: 90_000 },
  ],
  /** A centre of the test's own, which no other desk has sent anything. */
  freshCentre: async ({}, use) =>
    withFolder(async (folder) => {
      const { centre, stop } = await serveCentre(folder);
      await use(centre);
      await stop();
    }),
  /** Fails the test on anything the page throws, logs as an error, or is refused by its policy. */
  quietPage: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect } from '@playwright/test';
