// Travellers of the realistic mix by keyboard and reader only: `npm run -s bench -- page` does a hundred on a long log.
import { expect, test } from './fixtures.ts';
import { inventTravellers, signInByKeys, watchPage, work } from './work-day.ts';

test('twelve travellers without a pointer, a clean one with a single key', async ({ page, freshKiosk }) => {
  test.setTimeout(120_000);
  await page.addInitScript(watchPage);
  await page.goto(freshKiosk.address);
  await signInByKeys(page, 'O300', '3000');
  const travellers = inventTravellers(12, 3);
  const { crossed, decidedMs, readyMs } = await work(page, travellers);
  expect(crossed).toHaveLength(12);
  expect(crossed.some(({ kind }) => kind === 'manual')).toBe(true);
  expect(crossed.filter(({ kind, keys }) => kind === 'scan' && keys !== 1)).toEqual([]);
  expect(decidedMs.length).toBeGreaterThanOrEqual(12);
  expect(readyMs).toHaveLength(12);
});
