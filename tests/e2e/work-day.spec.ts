// Travellers of the realistic mix by keyboard and reader only: `npm run -s bench -- page` does a hundred on a long log.
import { expect, test } from './fixtures.ts';
import { inventTravellers, signInByKeys, watchPage, work } from './work-day.ts';

test('twelve travellers without a pointer, a clean one with a single key', async ({ page, freshKiosk }) => {
  test.setTimeout(120_000);
  await page.addInitScript(watchPage);
  await page.goto(freshKiosk.address);
  await signInByKeys(page, 'O300', '3000');
  const hundred = inventTravellers(100, 3);
  const isMinor = ({ document }: (typeof hundred)[number]): boolean => document.birthDate > '2008-11-22';
  // Of a hundred: a minor and who needs a visa, a paper without machine-readable lines, and whoever came first.
  const unusual = [
    hundred.find(isMinor),
    hundred.find(({ isManual }) => isManual),
    hundred.find(({ document }) => document.citizenship === 'TJK'),
  ].filter((person) => person !== undefined);
  expect(unusual).toHaveLength(3);
  const travellers = [...hundred.filter((person) => !unusual.includes(person)).slice(0, 9), ...unusual];
  const { crossed, decidedMs, readyMs } = await work(page, travellers);
  expect(crossed).toHaveLength(12);
  expect(crossed.some(({ kind }) => kind === 'manual')).toBe(true);
  expect(crossed.filter(({ kind, keys }) => kind === 'scan' && keys !== 1)).toEqual([]);
  expect(decidedMs.length).toBeGreaterThanOrEqual(12);
  expect(readyMs).toHaveLength(12);
  console.log(JSON.stringify(crossed.map(({ kind, advice, keys }) => `${kind} ${advice} ${keys}`)));
});
