// Pictures of every view for README and docs, in three languages: `BEKET_PICTURES=1 npx playwright test views --project=kiosk`.
// Taken only when asked for, since dates are in them; to be opened and looked at before they are committed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures.ts';
import { internalPassport, specimen } from './people.ts';
import { smallPng } from './small-png.ts';
import { scan } from './wedge.ts';

const isAsked = process.env['BEKET_PICTURES'] === '1';
test.skip(!isAsked, 'BEKET_PICTURES=1 takes the pictures of the documents');
test.use({ viewport: { width: 1280, height: 800 } });

const languages = ['kk', 'ru', 'en'] as const;
const folder = join('docs', 'pictures');

const take = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(150);
  const drawn = await loadImage(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  const canvas = createCanvas(drawn.width, drawn.height);
  const context = canvas.getContext('2d');
  context.drawImage(drawn, 0, 0);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), smallPng(context.getImageData(0, 0, canvas.width, canvas.height)));
};
/** English pictures are the README's and bear the theme's name. */
const inEveryLanguage = async (page: Page, view: string): Promise<void> => {
  for (const language of languages) {
    await page.getByTestId(`language-${language}`).click();
    await take(page, language === 'en' ? `${view}-light` : `${view}-${language}`);
  }
};

/** A driver, a passenger, a minor and somebody the list does not know; one on the list without a document. */
const fillBus = async (page: Page): Promise<void> => {
  const person = (number: string, birth: string, issued: string): string =>
    internalPassport({ surname: 'PASSAJIROV', given: 'OLEG<PETROVI3', number, birth, sex: 'M', issued });
  const stack = [
    person('4513860001', '870423', '150610'),
    person('4513860002', '880511', '150610'),
    person('4524860003', '100203', '240401'),
    person('4513860004', '790612', '150610'),
  ];
  for (const lines of stack) await scan(page, lines);
  await expect(page.getByTestId('bus-count')).toHaveAttribute('data-scanned', String(stack.length));
  await expect(page.getByTestId('bus-count')).toHaveAttribute('data-unread', '0');
  await page.keyboard.press('Control+l');
  const listed = ['4513 860001', '4513 860002', '4524 860003'].map((number) => `ПАССАЖИРОВ ОЛЕГ ПЕТРОВИЧ ${number}`);
  await page.keyboard.insertText([...listed, 'НИКТО НИКОЛАЙ 4512 999999'].join('\n'));
  await page.keyboard.press('Escape');
};
const bring: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  lane: async (page) => {
    await scan(page, specimen);
    await page.locator('[data-test=lane][data-armed=true]').waitFor();
  },
  tally: async (page) => {
    await page.getByTestId('tally-week').click();
    await expect(page.locator('.persons, table').first()).toBeVisible();
  },
  bus: fillBus,
  second: (page) => page.getByTestId('hand-over').or(page.getByTestId('second-queue').locator('li')).first().waitFor(),
};

test('the pictures of every view', async ({ page, freshKiosk }) => {
  test.setTimeout(300_000);
  await page.addInitScript(() => localStorage.setItem('beket.theme', 'light'));
  await page.goto(freshKiosk.address);
  await inEveryLanguage(page, 'sign-in');
  await signIn(page, 'administrator');
  const views = await page
    .locator('[data-test^="nav-"]')
    .evaluateAll((all) => all.map((one) => (one.getAttribute('data-test') ?? '').slice('nav-'.length)));
  for (const view of views) {
    await page.getByTestId(`nav-${view}`).click();
    if (view === 'lane') await inEveryLanguage(page, 'lane-empty');
    await bring[view]?.(page);
    await inEveryLanguage(page, view);
    if (view !== 'lane') continue;
    await page.getByTestId('theme').click();
    await take(page, 'lane-dark');
    await page.getByTestId('theme').click();
    await page.keyboard.press('Escape');
  }
});

test('the pictures of the set-up', async ({ page, emptyKiosk }) => {
  await page.addInitScript(() => localStorage.setItem('beket.theme', 'light'));
  await page.goto(emptyKiosk.address);
  await inEveryLanguage(page, 'set-up');
});
