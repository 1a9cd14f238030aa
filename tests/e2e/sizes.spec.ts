// The same views on a small screen, a large one and at 200 %: no word cut off, none over another, nothing beside the page.
// `BEKET_EVERY=1` lets axe look at every language and theme of every size too; without it at Kazakh, whose words are longest.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures.ts';
import { misplacedWords } from './layout.ts';
import { specimen } from './people.ts';
import { decide, giveReason, scan } from './wedge.ts';

/** At 200 % a screen of 1280 × 720 has half as many CSS pixels each way, twice as fine (WCAG 2.2 §1.4.4, §1.4.10). */
const sizes = {
  '1280 × 720': { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1 },
  '1920 × 1080': { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1 },
  'at 200 %': { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
} as const;
const languages = ['kk', 'ru', 'en'] as const;
const isEvery = process.env['BEKET_EVERY'] === '1';
const themes = isEvery ? (['light', 'dark'] as const) : (['light'] as const);

type Found = Record<string, string[]>;
const look = async (page: Page, view: string, found: Found): Promise<void> => {
  for (const language of languages) {
    await page.getByTestId(`language-${language}`).click();
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
    const words = await misplacedWords(page);
    const { violations } = isEvery || language === 'kk' ? await new AxeBuilder({ page }).analyze() : { violations: [] };
    const trouble = [
      ...words,
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`)),
    ];
    if (trouble.length > 0) found[`${view} ${language}`] = trouble;
  }
};

/** Records whoever is on the desk, by whatever that takes, and reads the document twice more: most has to be said at once then. */
const seeAgain = async (page: Page): Promise<void> => {
  const picker = page.getByTestId('reason-picker');
  const empty = page.getByTestId('empty-desk');
  // The last language chosen has the focus, and Enter would choose it again.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await decide(page, 'Enter');
  await expect(picker.or(empty)).toBeVisible();
  if (await picker.isVisible()) await giveReason(page);
  await expect(empty).toBeVisible();
  await scan(page, specimen);
  await expect(page.getByTestId('repeat')).toBeVisible();
  await scan(page, specimen);
  await expect(page.getByTestId('same-scan')).toBeVisible();
};

for (const [name, size] of Object.entries(sizes)) {
  for (const theme of themes) {
    test.describe(`${name}, ${theme}`, () => {
      test.use(size);

      test('every view', async ({ page, kiosk }) => {
        test.setTimeout(isEvery ? 400_000 : 180_000);
        await page.addInitScript((chosen) => localStorage.setItem('beket.theme', chosen), theme);
        await page.goto(kiosk.address);
        const found: Found = {};
        await look(page, 'sign-in', found);
        await signIn(page, 'administrator');
        const views = await page
          .locator('[data-test^="nav-"]')
          .evaluateAll((all) => all.map((one) => (one.getAttribute('data-test') ?? '').slice('nav-'.length)));
        expect(views.length).toBeGreaterThan(9);
        for (const view of views) {
          await page.getByTestId(`nav-${view}`).click();
          if (view === 'lane') {
            await look(page, 'lane, empty', found);
            await scan(page, specimen);
            await expect(page.getByTestId('verdict')).toBeVisible();
          }
          await look(page, view, found);
          if (view !== 'lane') continue;
          await seeAgain(page);
          await look(page, 'lane, seen again', found);
          await page.keyboard.press('Escape');
        }
        expect(found).toEqual({});
      });

      test('the set-up', async ({ page, emptyKiosk }) => {
        await page.addInitScript((chosen) => localStorage.setItem('beket.theme', chosen), theme);
        await page.goto(emptyKiosk.address);
        const found: Found = {};
        await look(page, 'set-up', found);
        expect(found).toEqual({});
      });
    });
  }
}

test('what is cut off, over another or beside the page is found', async ({ page }) => {
  const of = async (html: string): Promise<string[]> => {
    await page.setContent(`<body style="font:16px sans-serif">${html}</body>`);
    return misplacedWords(page);
  };
  expect(await of('<p>Plain words</p><p>and some more</p>')).toEqual([]);
  expect(await of('<p style="width:40px;overflow:hidden;white-space:nowrap">Plain words</p>')).toHaveLength(1);
  expect(await of('<p>Plain words</p><p style="margin-top:-32px">over others</p>')).toHaveLength(1);
  expect(
    (await of('<p style="width:4000px;white-space:nowrap;text-align:right">Plain words</p>')).length,
  ).toBeGreaterThan(0);
  expect(await of('<input value="Plain words that are longer" style="width:60px" />')).toHaveLength(1);
  // A bar that stays over what scrolls beneath it hides nothing for good.
  expect(await of('<p>Plain words</p><p style="position:fixed;top:16px;background:white">in a bar</p>')).toEqual([]);
});
