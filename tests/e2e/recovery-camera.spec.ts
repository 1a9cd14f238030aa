// The code of the recovery sheet held before the camera of a desk whose keys are gone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { findTestBrowser } from './browser.ts';
import { filmOfCode } from './fake-camera.ts';
import { expect, test } from './fixtures.ts';
import { start } from './program.ts';
import { setUpDesk, writeWordsDown } from './set-up.ts';

test.setTimeout(120_000);

test('the words are read off their sheet by the camera, and open the desk', async ({ page, emptyKiosk }) => {
  await page.goto(emptyKiosk.address);
  await setUpDesk(page);
  const words = await writeWordsDown(page);
  await page.goto('about:blank');
  expect(await emptyKiosk.program.stop()).toBe(0);
  rmSync(join(emptyKiosk.data, 'vault'), { recursive: true });

  const folder = mkdtempSync(join(tmpdir(), 'beket-film-'));
  const film = join(folder, 'sheet.y4m');
  filmOfCode(words.join('-').toUpperCase(), film);
  const { executablePath, args, env } = await findTestBrowser();
  const fake = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
  const browser = await chromium.launch({
    executablePath,
    args: [...args, ...fake, `--use-file-for-fake-video-capture=${film}`],
    env: { ...process.env, ...env } as Record<string, string>,
  });
  const desk = start(['out/main/kiosk.js', '--port', '0', '--no-window', '--data', emptyKiosk.data]);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const held = await context.newPage();
    await held.goto(await desk.line(/open at (http:\S+)/));
    await expect(held.getByTestId('repair')).toHaveAttribute('data-kind', 'keys');
    await held.getByTestId('repair-camera').press('Enter');
    await expect(held.getByTestId('repair-words')).toHaveValue(words.join('-'), { timeout: 20_000 });
    await held.screenshot({ path: 'test-results/pictures/repair-camera.png' });
    const { violations } = await new AxeBuilder({ page: held }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    // The camera is let go of once it has read.
    await expect(held.locator('video')).toHaveCount(0);
    await held.getByTestId('repair-send').press('Enter');
    await expect(held.getByTestId('badge')).toBeVisible();
    await held.close();
  } finally {
    await browser.close();
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
