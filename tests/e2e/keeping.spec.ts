// Recovery words at set-up, copies, and a desk whose log is damaged or whose keys are gone: all of it in the page.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Kiosk } from './fixtures.ts';
import { start } from './program.ts';
import { setUpDesk, writeWordsDown } from './set-up.ts';
import { scan } from './wedge.ts';

const languages = ['kk', 'ru', 'en'] as const;

test.setTimeout(120_000);
const looksRight = async (page: Page, name: string): Promise<void> => {
  mkdirSync(join('test-results', 'pictures'), { recursive: true });
  for (const language of languages) {
    await page.getByTestId(`language-${language}`).click();
    expect(await page.locator('body').innerText()).not.toMatch(/\b(keeping|repair)\.[a-z]+/);
  }
  await page.screenshot({ path: join('test-results', 'pictures', `${name}.png`), fullPage: true });
  // Structure is the same in every language.
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);
};
const again = async ({ data }: Kiosk): Promise<{ address: string; stop(): Promise<number | null> }> => {
  const program = start(['out/main/kiosk.js', '--port', '0', '--no-window', '--data', data]);
  return { address: await program.line(/open at (http:\S+)/), stop: program.stop };
};
const copyNow = async (page: Page): Promise<void> => {
  await page.getByTestId('nav-admin').click();
  await page.getByTestId('back-up-now').click();
  await expect(page.getByTestId('take-copy')).toHaveCount(1);
};

test('words are written down at set-up, by keyboard alone, and open the desk when its keys are gone', async ({
  page,
  emptyKiosk,
}) => {
  await page.goto(emptyKiosk.address);
  await setUpDesk(page);
  await looksRight(page, 'recovery-first');
  const words = await writeWordsDown(page);
  expect(words).toHaveLength(17);
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await page.getByTestId('nav-admin').click();
  await looksRight(page, 'admin-keeping');
  await page.goto('about:blank');
  expect(await emptyKiosk.program.stop()).toBe(0);
  rmSync(join(emptyKiosk.data, 'vault'), { recursive: true });
  const desk = await again(emptyKiosk);
  await page.goto(desk.address);
  await expect(page.getByTestId('repair')).toHaveAttribute('data-kind', 'keys');
  await looksRight(page, 'repair-keys');
  // As a reader types the code of the sheet.
  await scan(page, words.join('-').toUpperCase());
  await expect(page.getByTestId('repair-words')).toHaveValue(words.join('-'));
  await page.getByTestId('repair-send').click();
  await expect(page.getByTestId('badge')).toBeVisible();
  await page.goto('about:blank');
  await desk.stop();
});

test('a damaged log is told in the page, and a copy put back with the words', async ({ page, emptyKiosk }) => {
  await page.goto(emptyKiosk.address);
  await setUpDesk(page);
  const words = await writeWordsDown(page);
  await copyNow(page);
  await page.getByTestId('verify-copy').click();
  await expect(page.getByTestId('copy-checked')).toBeVisible();
  await page.getByTestId('sign-out').click();
  await page.goto('about:blank');
  expect(await emptyKiosk.program.stop()).toBe(0);
  const log = join(emptyKiosk.data, 'log.db');
  const bytes = readFileSync(log);
  for (let at = 4096 * 3 + 99; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(log, bytes);
  const desk = await again(emptyKiosk);
  await page.goto(desk.address);
  await expect(page.getByTestId('repair')).toHaveAttribute('data-kind', 'damaged');
  await page.getByTestId('take-copy').click();
  await expect(page.getByTestId('repair-lost')).toBeVisible();
  await looksRight(page, 'repair-damaged');
  await page.getByTestId('repair-words').fill('no words at all');
  await page.getByTestId('repair-send').click();
  await expect(page.getByTestId('fault')).toBeVisible();
  await page.getByTestId('repair-words').fill(words.join(' '));
  await page.getByTestId('repair-send').click();
  await expect(page.getByTestId('badge')).toBeVisible();
  expect(readdirSync(emptyKiosk.data).filter((name) => /^log\.db\.before-.*Z$/.test(name))).toHaveLength(1);
  await page.goto('about:blank');
  await desk.stop();
});

test('what retention asks for is shown before anything is erased', async ({ page, emptyKiosk }) => {
  await page.goto(emptyKiosk.address);
  await setUpDesk(page);
  await page.getByTestId('recovery-later').click();
  await page.getByTestId('nav-admin').click();
  await page.getByTestId('retention-look').click();
  await expect(page.getByTestId('retention-due')).toBeVisible();
  await expect(page.getByTestId('retention-run')).toHaveCount(0);
});
