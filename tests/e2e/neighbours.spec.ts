// Desks of one post: switched on by the keyboard, heard, and what they bring shown in three languages and both themes.
import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { request, type Page } from '@playwright/test';
import { expect, signIn, test, type Kiosk } from './fixtures.ts';

type Value = Record<string, unknown>;

/** Calls of a desk without a page, by a session of its own. */
const caller = async ({ address }: Kiosk) => {
  const context = await request.newContext({
    extraHTTPHeaders: { 'x-beket': '1', 'content-type': 'application/json' },
  });
  return {
    call: async (name: string, data: Value = {}): Promise<Value> => {
      const answer = (await (await context.post(`${address}api/call/${name}`, { data })).json()) as {
        ok: boolean;
        value: Value;
        fault?: unknown;
      };
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
      return answer.value;
    },
    end: () => context.dispose(),
  };
};

/** WCAG 2.2 AA and axe's own best practices. */
const faults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
};

test.use({ viewport: { width: 1280, height: 800 } });

test('hears a desk of the same post, and says why another is not heard', async ({
  page,
  freshKiosk,
  emptyKiosk,
  freshCentre: centre,
}) => {
  test.setTimeout(180_000);
  await page.goto(freshKiosk.address);
  await signIn(page, 'administrator');
  const station = await page.evaluate(async () => {
    const headers = { 'x-beket': '1', 'content-type': 'application/json' };
    const answer = await fetch('api/call/state', { method: 'POST', headers, body: '{}' });
    return ((await answer.json()) as { value: { station: { post: { id: string }; lane: string } } }).value.station;
  });
  const other = await caller(emptyKiosk);
  const place = { post: station.post.id, lane: '9' };
  await other.call('setUp', { ...place, admin: { badge: 'A1', name: 'Test Administrator', pin: '123456' } });
  await other.call('connect', { url: centre.address, code: await centre.code(place.post, place.lane) });
  const { port } = await other.call('saveNeighbours', { on: true, host: '127.0.0.1', port: 0, others: [] });

  await page.getByTestId('nav-sync').click();
  await page.getByTestId('sync-url').fill(centre.address);
  await page.getByTestId('sync-code').fill(await centre.code(place.post, station.lane));
  await page.getByTestId('sync-reason').fill('the line is here');
  await page.getByTestId('sync-connect').click();
  await expect(page.getByTestId('neighbours-state')).toHaveAttribute('data-on', 'false');
  await expect(page.getByTestId('sync-unsent')).toContainText(/^0/, { timeout: 60_000 });
  await other.call('pullFeeds');

  // By keyboard alone, from the switch on. A key right behind letters would be a reader's, so each waits as a hand does.
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await page.waitForTimeout(150);
      await page.keyboard.press(key);
    }
  };
  await page.getByTestId('neighbours-on').focus();
  await press('Space', 'Tab', 'ControlOrMeta+A');
  await page.keyboard.type('127.0.0.1', { delay: 90 });
  await press('Tab', 'ControlOrMeta+A');
  await page.keyboard.type('0', { delay: 90 });
  await press('Tab');
  await page.keyboard.type('neighbour', { delay: 90 });
  await press('Tab');
  await page.keyboard.type('a second booth', { delay: 90 });
  await press('Tab', 'Enter');
  await expect(page.getByTestId('neighbour-settings')).toContainText('neighbour');
  await expect(page.getByTestId('neighbours-others')).toHaveAttribute('aria-invalid', 'true');
  await page.getByTestId('neighbours-others').fill(`127.0.0.1:${String(port)}\n127.0.0.1:1`);
  await page.getByTestId('neighbours-save').press('Enter');
  await expect(page.getByTestId('neighbours-said')).toBeVisible();
  await expect(page.getByTestId('neighbours-state')).toHaveAttribute('data-on', 'true');
  await page.getByTestId('pull-feeds').click();
  await page.getByTestId('neighbours-ask').press('Enter');
  const desks = page.getByTestId('neighbour');
  await expect(desks.nth(0)).toContainText('9', { timeout: 30_000 });
  await expect(desks.nth(0).getByTestId('neighbour-fault')).toHaveCount(0);
  await expect(desks.nth(1).getByTestId('neighbour-fault')).toHaveAttribute('data-code', 'unreachable');

  const found: Record<string, string[]> = {};
  mkdirSync('test-results/pictures', { recursive: true });
  await page.setViewportSize({ width: 1280, height: 3200 });
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => localStorage.setItem('beket.theme', chosen), theme);
    await page.reload();
    await page.getByTestId('nav-sync').click();
    for (const language of ['kk', 'ru', 'en'] as const) {
      await page.getByTestId(`language-${language}`).click();
      await page.getByTestId('neighbours').scrollIntoViewIfNeeded();
      await page.evaluate(() => document.fonts.ready);
      const trouble = await faults(page);
      if (trouble.length > 0) found[`${theme} ${language}`] = trouble;
      await page
        .getByTestId('neighbours')
        .screenshot({ path: `test-results/pictures/neighbours-${theme}-${language}.png`, animations: 'disabled' });
    }
  }
  expect(found).toEqual({});
  await other.end();
});
