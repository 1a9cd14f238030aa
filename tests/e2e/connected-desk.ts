import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const languages = ['kk', 'ru', 'en'] as const;

const picture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(join('test-results', 'pictures'), { recursive: true });
  await page.screenshot({
    path: join('test-results', 'pictures', `${name}.png`),
    animations: 'disabled',
    fullPage: true,
  });
};
/** Nothing a screen reader trips over, and nothing cut off, in any language or theme. */
export const look = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => document.querySelector('.page')?.scrollTo(0, 0));
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
    for (const language of languages) {
      await page.getByTestId(`language-${language}`).click();
      await page.evaluate(() => document.fonts.ready);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
      expect(found, `${name} ${theme} ${language}`).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${name} ${language}`).toBeLessThanOrEqual(1280);
      await picture(page, `${name}-${theme}-${language}`);
    }
  }
};
/** The desk as its own page is told. */
export const whereAmI = (page: Page): Promise<{ id: string; post: string; lane: string }> =>
  page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'x-beket': '1' };
    const answer = await fetch('/api/call/state', { method: 'POST', body: '{}', headers });
    const { value } = (await answer.json()) as {
      value: { station: { id: string; post: { id: string }; lane: string } };
    };
    return { ...value.station, post: value.station.post.id };
  });
/** Brings the desk to a centre by its view. */
export const connect = async (page: Page, address: string, code: string): Promise<void> => {
  await page.getByTestId('nav-sync').click();
  await page.getByTestId('sync-url').fill(address);
  await page.getByTestId('sync-code').fill(code);
  await page.getByTestId('sync-reason').fill('the line is here');
  await page.getByTestId('sync-connect').click();
  await expect(page.getByTestId('sync-unsent')).toBeVisible();
};
