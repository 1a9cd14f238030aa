// A desk that was lost, restored from the stick of its copies on an empty machine: in the page, by keyboard alone.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test, type Kiosk } from './fixtures.ts';
import { start } from './program.ts';
import { setUpDesk, writeWordsDown } from './set-up.ts';
import { scan } from './wedge.ts';

test.setTimeout(120_000);

const pictures = join('test-results', 'pictures');
const looksRight = async (page: Page, name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true });
  for (const language of ['kk', 'ru', 'en']) {
    await page.getByTestId(`language-${language}`).click();
    expect(await page.locator('body').innerText()).not.toMatch(/\b(keeping|repair|setUp)\.[a-z]+/);
    await page.screenshot({ path: join(pictures, `${name}-${language}.png`), fullPage: true });
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(isWide, `${name} in ${language} is wider than the window`).toBe(false);
  }
  for (const theme of ['dark', 'light'] as const) {
    await page.evaluate((to) => (document.documentElement.dataset['theme'] = to), theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);
  }
};

/** Moves by the Tab key until the control has the focus, as somebody without a mouse does. */
const tabTo = async (page: Page, control: Locator): Promise<void> => {
  for (let n = 0; n < 60; n += 1) {
    if (await control.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not get there');
};

/** A desk with a copy on a stick, which is then gone with its machine. */
const loseDesk = async (page: Page, { address, program }: Kiosk, stick: string): Promise<string[]> => {
  await page.goto(address);
  await setUpDesk(page);
  const words = await writeWordsDown(page);
  await page.getByTestId('nav-admin').click();
  await page.getByTestId('second-folder').fill(stick);
  await page.getByTestId('second-reason').fill('a stick for the safe');
  await page.getByTestId('save-second').click();
  await expect(page.getByTestId('place-second')).toBeVisible();
  await page.getByTestId('back-up-now').click();
  await expect.poll(() => readdirSync(stick).length).toBe(1);
  await expect(page.getByTestId('take-copy')).toHaveCount(2, { timeout: 20_000 });
  await page.goto('about:blank');
  expect(await program.stop()).toBe(0);
  return words;
};

test('an empty machine becomes the desk of a stick, by keyboard alone', async ({ page, emptyKiosk }) => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-restore-'));
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const words = await loseDesk(page, emptyKiosk, stick);
  const desk = start(['out/main/kiosk.js', '--port', '0', '--no-window', '--data', join(folder, 'new')]);
  try {
    await page.goto(await desk.line(/open at (http:\S+)/));
    await looksRight(page, 'set-up-restore');
    await tabTo(page, page.getByTestId('restore-begin'));
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('restore')).toBeVisible();
    // Nothing can be read before a copy and its words are there.
    await expect(page.getByTestId('restore-next')).toHaveAttribute('aria-disabled', 'true');

    await tabTo(page, page.getByTestId('restore-folder'));
    await page.keyboard.insertText(join(folder, 'nowhere'));
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('restore-none')).toBeVisible();
    await page.getByTestId('restore-folder').fill(stick);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('restore-choose')).toBeChecked();
    await expect(page.getByTestId('restore-copies')).toContainText('Syrym · 3');

    await tabTo(page, page.getByTestId('restore-words'));
    await page.keyboard.insertText('seventeen words of another desk');
    await tabTo(page, page.getByTestId('restore-next'));
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('fault')).toBeVisible();
    // As a reader types the code of the sheet, wherever the focus is.
    await scan(page, words.join('-').toUpperCase());
    await expect(page.getByTestId('restore-words')).toHaveValue(words.join('-'));
    await expect(page.getByTestId('fault')).toHaveCount(0);
    // A key within a quarter of a second of a burst belongs to the reader.
    await page.waitForTimeout(400);
    await tabTo(page, page.getByTestId('restore-next'));
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('restore-seen')).toHaveAttribute('data-ok', 'true');
    await expect(page.getByTestId('restore-seen')).toContainText('Syrym · 3');
    await looksRight(page, 'restore');

    await tabTo(page, page.getByTestId('restore-next'));
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('put-back')).toBeVisible({ timeout: 20_000 });
    await looksRight(page, 'restore-done');
    await page.getByTestId('badge').fill('KZ-01');
    await page.getByTestId('pin').fill('246810');
    await page.keyboard.press('Enter');
    // Its words hold here too: it asks for no others.
    await expect(page.getByTestId('empty-desk')).toBeVisible();
    await page.getByTestId('nav-log').click();
    await page.getByTestId('verify').press('Enter');
    await expect(page.getByTestId('verify-report')).toHaveAttribute('data-ok', 'true');
    await page.goto('about:blank');
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('who finds no copy goes back and sets up a new desk', async ({ page, emptyKiosk }) => {
  await page.goto(emptyKiosk.address);
  await page.getByTestId('restore-begin').press('Enter');
  await expect(page.getByTestId('restore-copies')).toHaveCount(0);
  await page.getByTestId('restore-leave').press('Enter');
  await setUpDesk(page);
});
