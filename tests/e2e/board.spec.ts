// The supervisor's board: what is now, what was counted as pictures and as tables, and where the posts lie.
import { expect, signIn, test } from './fixtures.ts';
import { specimen } from './people.ts';
import { decide, giveReason, scan } from './wedge.ts';

const figure = (text: string): number => Number(text.replace(/\D/g, ''));

test('the live board goes on with a traveller, by keys alone', async ({ page, freshKiosk }) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'supervisor');
  await page.keyboard.press('Alt+B');
  const today = page.locator('[data-key="today"] .value');
  await expect(today).toBeVisible();
  await expect(page.getByTestId('board-known')).not.toBeEmpty();
  await expect(page.getByTestId('board-next')).toBeVisible();
  const before = figure(await today.innerText());
  await scan(page, specimen);
  await decide(page, 'F7');
  await giveReason(page);
  await page.keyboard.press('Alt+B');
  await expect.poll(async () => figure(await today.innerText())).toBe(before + 1);
  await expect(page.getByTestId('board-lanes').locator('tbody tr')).toHaveCount(1);
});

test('every picture has its table, with the figures of the tally', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'supervisor');
  await page.keyboard.press('Alt+B');
  await expect(page.getByTestId('live-board')).toBeVisible();
  await page.keyboard.press('F3');
  for (const name of ['hours', 'trend', 'citizenship', 'ages', 'processing', 'waiting']) {
    const chart = page.getByTestId(`chart-${name}`);
    await expect(chart.locator('svg')).toBeVisible();
    // A table for those who cannot see the picture is always there.
    expect(await chart.getByRole('table').count(), name).toBe(1);
  }
  await page.keyboard.press('F6');
  await expect(page.getByTestId('chart-ages').getByRole('table')).toBeVisible();
  await expect(page.getByTestId('chart-ages').locator('svg')).toHaveCount(0);
  const sumOf = async (name: string): Promise<number> => {
    const cells = await page.getByTestId(`chart-${name}`).locator('tfoot td').allInnerTexts();
    return cells.reduce((sum, text) => sum + figure(text), 0);
  };
  const [ages, processing, citizenship] = [await sumOf('ages'), await sumOf('processing'), await sumOf('citizenship')];
  await page.getByTestId('nav-tally').click();
  await page.getByTestId('tally-week').click();
  await expect.poll(async () => figure(await page.getByTestId('total').innerText())).toBe(ages);
  expect([processing, citizenship]).toEqual([ages, ages]);
});

test('the map is walked by Tab, and says what it knows of each post', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'supervisor');
  await page.keyboard.press('Alt+B');
  await expect(page.getByTestId('live-board')).toBeVisible();
  await page.keyboard.press('F4');
  const posts = page.locator('[data-post]');
  await expect(posts.first()).toBeVisible();
  const count = await posts.count();
  expect(count).toBeGreaterThan(20);
  await posts.first().focus();
  await page.keyboard.press('Tab');
  await expect(posts.nth(1)).toBeFocused();
  await expect(page.getByTestId('map-chosen')).toContainText(
    (await posts.nth(1).getAttribute('aria-label'))?.split(':')[0] ?? '',
  );
  expect(await page.getByTestId('map-table').locator('tbody tr').count()).toBeGreaterThanOrEqual(count);
});
