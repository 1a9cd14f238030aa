import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { findTestBrowser } from './browser.ts';
import { filmOf } from './fake-camera.ts';
import { expect, signIn, test } from './fixtures.ts';

let folder: string;
let browser: Browser;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'beket-film-'));
  const film = join(folder, 'specimen.y4m');
  await filmOf('td3-kaz', film);
  const { executablePath, args, env } = await findTestBrowser();
  const fake = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
  browser = await chromium.launch({
    executablePath,
    args: [...args, ...fake, `--use-file-for-fake-video-capture=${film}`],
    env: { ...process.env, ...env } as Record<string, string>,
  });
});
test.afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a document before the live camera is read by a vote of frames and comes to the lane', async ({ freshKiosk }) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(freshKiosk.address);
  await signIn(page, 'officer');
  await page.getByTestId('nav-devices').click();
  await page.getByTestId('camera-turn').click();
  await expect(page.getByTestId('camera-state')).toHaveAttribute('data-state', 'on');
  await expect(page.getByTestId('camera-picture')).toHaveAttribute('data-sightings', '1', { timeout: 20_000 });
  await expect(page.getByTestId('scan-raw')).toContainText('N012345679KAZ9001011M3401011900101350003<<08', {
    timeout: 20_000,
  });
  // Trying a camera out admits nobody. Back at the lane, what lies before it is a traveller's.
  await page.getByTestId('nav-lane').click();
  await expect(page.getByTestId('document')).toContainText('SEITKALI', { timeout: 20_000 });
  await expect(page.getByTestId('document')).toContainText('N01234567');
  await page.close();
});
