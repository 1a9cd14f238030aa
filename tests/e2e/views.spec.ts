// Every view, in every theme and language: nothing that a screen reader trips over.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures.ts';
import { specimen } from './people.ts';
import { scan } from './wedge.ts';

const views = [
  'lane',
  'manual',
  'second',
  'log',
  'tally',
  'sync',
  'admin',
  'devices',
  'bus',
  'rules',
  'board',
] as const;
const languages = ['kk', 'ru', 'en'] as const;

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = join('test-results', 'pictures');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
};

/** What stands behind a press, as it is opened after the view's own pictures; the view is left by another afterwards. */
const behind: Readonly<Record<string, readonly (readonly [name: string, open: (page: Page) => Promise<void>])[]>> = {
  lane: [
    ['articles', (page) => page.keyboard.press('F10')],
    ['reasons', (page) => page.keyboard.press('F9')],
  ],
  log: [['audit', (page) => page.getByTestId('audit-toggle').click()]],
  tally: [
    ['opening', (page) => page.getByTestId('shift-open').waitFor()],
    [
      'handover',
      async (page) => {
        await page.getByTestId('shift-open').click();
        await page.getByTestId('shift-close').click();
        await expect(page.getByTestId('handover').getByRole('heading')).toBeFocused();
      },
    ],
  ],
  board: [
    [
      'pictures',
      async (page) => {
        await page.keyboard.press('F3');
        await page.locator('[data-test=pictures] svg, [data-test=pictures] canvas').first().waitFor();
      },
    ],
    ['tables', (page) => page.keyboard.press('F6')],
    ['map', (page) => page.keyboard.press('F4')],
  ],
};

/** WCAG 2.2 AA and axe's own best practices. */
const faults = async (page: Page, rules?: string[]): Promise<string[]> => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
};

const inTheme = async (page: Page, theme: 'light' | 'dark'): Promise<void> => {
  await page.evaluate((chosen) => localStorage.setItem('beket.theme', chosen), theme);
  await page.reload();
};

test.use({ viewport: { width: 1280, height: 800 } });

for (const theme of ['light', 'dark'] as const) {
  test(`every view in the ${theme} theme and all languages`, async ({ page, freshKiosk }) => {
    test.setTimeout(300_000);
    await page.goto(freshKiosk.address);
    await inTheme(page, theme);
    const found: Record<string, string[]> = {};
    const look = async (view: string): Promise<void> => {
      for (const language of languages) {
        await page.getByTestId(`language-${language}`).click();
        await page.evaluate(() => document.fonts.ready);
        // Structure is the same in both themes; colours are not.
        const trouble = await faults(page, theme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined);
        if (trouble.length > 0) found[`${view} ${language}`] = trouble;
      }
      await picture(page, `${view}-${theme}`);
    };
    await look('sign-in');
    await signIn(page, 'administrator');
    // A view that was added is to be looked at too.
    expect(await page.locator('[data-test^="nav-"]').count()).toBe(views.length);
    for (const view of views) {
      await page.getByTestId(`nav-${view}`).click();
      if (view === 'lane') {
        await look('lane-empty');
        await scan(page, specimen);
        await expect(page.getByTestId('verdict')).toBeVisible();
        await page.waitForTimeout(300);
      }
      if (view === 'tally') await page.getByTestId('tally-week').click();
      await look(view);
      for (const [name, open] of behind[view] ?? []) {
        await open(page);
        await look(`${view}-${name}`);
      }
      for (let left = 3; view === 'lane' && left > 0; left -= 1) await page.keyboard.press('Escape');
    }
    expect(found).toEqual({});
  });

  test(`the set-up in the ${theme} theme`, async ({ page, emptyKiosk }) => {
    await page.goto(emptyKiosk.address);
    await inTheme(page, theme);
    for (const language of languages) {
      await page.getByTestId(`language-${language}`).click();
      expect(await faults(page), language).toEqual([]);
    }
    await picture(page, `set-up-${theme}`);
  });
}

test('nothing is cut off at 1280 × 720', async ({ page, kiosk }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(kiosk.address);
  await signIn(page, 'administrator');
  for (const language of languages) {
    await page.getByTestId(`language-${language}`).click();
    for (const view of views) {
      await page.getByTestId(`nav-${view}`).click();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${view} ${language}`).toBeLessThanOrEqual(1280);
    }
  }
});
