// Tallies as files, and papers before the reader and the camera: as a supervisor uses them, by keys.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Page } from '@playwright/test';
import { signedCode } from '../../src/adapters/printing/tally-seal.ts';
import type { SignedTally } from '../../src/domain/signed-tally.ts';
import { findTestBrowser } from './browser.ts';
import { filmOfCode } from './fake-camera.ts';
import { expect, signIn, test } from './fixtures.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(180_000);

const savedBy = async (page: Page, act: () => Promise<void>): Promise<Buffer> => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFileSync(await download.path());
};
const closeShift = async (page: Page): Promise<SignedTally> => {
  await page.getByTestId('shift-open').click();
  await page.getByTestId('shift-close').click();
  await page.getByTestId('outgoing-badge').fill('S200');
  await page.getByTestId('outgoing-pin').fill('2000');
  await page.getByTestId('handover-nobody').check();
  await page.getByTestId('shift-sure').click();
  const file = await savedBy(page, () => page.getByTestId('shift-json').first().click());
  return JSON.parse(file.toString()) as SignedTally;
};
const verdict = (page: Page) => page.getByTestId('paper-verdict');

test('the tally is compared with other days and saved by keys in each form', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'supervisor');
  await page.getByTestId('nav-tally').click();
  await expect(page.getByTestId('tally-compared').getByRole('row')).toHaveCount(14);
  const forms = [
    ['F6', '%PDF-'],
    ['F7', 'PK'],
    ['F8', '\uFEFF'],
    ['F9', '{'],
  ] as const;
  for (const [key, start] of forms) {
    const file = await savedBy(page, () => page.keyboard.press(key));
    expect(file.toString('utf8').startsWith(start), key).toBe(true);
  }
  await page.getByTestId('tally-last-month').click();
  await expect(page.getByTestId('tally-from')).toHaveValue(/^01\./);
  await page.getByTestId('tally-week').click();
  await page.getByTestId('tally-kinds').locator('summary').click();
  await expect(page.getByTestId('tally-kinds').getByRole('row').nth(5)).toBeVisible();
  await page.screenshot({ path: 'test-results/pictures/tally-week.png', fullPage: true, animations: 'disabled' });
});

test('a paper is genuine, and one with a digit changed is not', async ({ page, freshKiosk }) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'supervisor');
  await page.getByTestId('nav-tally').click();
  const signed = await closeShift(page);
  const paper = await savedBy(page, () => page.getByTestId('shift-pdf').first().click());
  await page.keyboard.press('F4');
  await expect(page.getByTestId('check-paper')).toBeVisible();
  const open = async (name: string, buffer: Buffer): Promise<void> =>
    page.getByTestId('paper-chosen').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await open('tally.pdf', paper);
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'genuine');
  await page.screenshot({ path: 'test-results/pictures/paper-genuine.png', animations: 'disabled' });
  const { violations } = await new AxeBuilder({ page }).include('[data-test="check-paper"]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await open('tally.json', Buffer.from(JSON.stringify({ ...signed, tally: { ...signed.tally, minors: 999 } })));
  await expect(verdict(page)).toHaveAttribute('data-reason', 'tally');
  await page.screenshot({ path: 'test-results/pictures/paper-false.png', animations: 'disabled' });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('check-paper')).toHaveCount(0);
});

test('the camera pointed at the paper says that it is genuine', async ({ freshKiosk }) => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-paper-film-'));
  const film = join(folder, 'paper.y4m');
  writeFileSync(film, '');
  const { executablePath, args, env } = await findTestBrowser();
  const fake = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
  const browser = await chromium.launch({
    executablePath,
    args: [...args, ...fake, `--use-file-for-fake-video-capture=${film}`],
    env: { ...process.env, ...env } as Record<string, string>,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(freshKiosk.address);
  await signIn(page, 'supervisor');
  await page.getByTestId('nav-tally').click();
  filmOfCode(signedCode(await closeShift(page)), film);
  await page.keyboard.press('F4');
  await page.keyboard.press('F2');
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'genuine', { timeout: 30_000 });
  await page.screenshot({ path: 'test-results/pictures/paper-camera.png', animations: 'disabled' });
  // In the devices view the same paper is explained, and nobody is admitted by it.
  await page.getByTestId('nav-devices').click();
  await page.getByTestId('camera-turn').click();
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'genuine', { timeout: 30_000 });
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});
