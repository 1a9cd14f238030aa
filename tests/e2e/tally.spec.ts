import { expect, signIn, test } from './fixtures.ts';

type Counted = { value: { byHour: { hour: number; entry: number; exit: number }[]; period: { from: string } } };

test('a shift is counted from eight to eight, local time, as the hours of its day say', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'supervisor');
  await page.getByTestId('nav-tally').click();
  // The view counts today as it opens; the answer waited for is the next one.
  await expect(page.getByTestId('total')).toBeVisible();
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/call/tally'));
  await page.getByTestId('tally').getByRole('button').nth(2).click();
  const { byHour } = ((await (await answered).json()) as Counted).value;
  const hours = byHour.filter(({ hour }) => hour >= 8 && hour < 20);
  const expected = hours.reduce((sum, { entry, exit }) => sum + entry + exit, 0);
  expect(expected).toBeGreaterThan(0);
  await page.getByTestId('tally-shift').selectOption('day');
  await expect(page.getByTestId('tally-paper')).toContainText('08:00 – 20:00');
  const total = await page.getByTestId('total').innerText();
  expect(Number(total.replace(/\D/g, ''))).toBe(expected);
  await page.screenshot({ path: 'test-results/pictures/tally-shift.png' });
});
