// The main job from end to end: a reader's burst is decided, recorded, counted on the tally, and arrives at a running centre.
import { expect, signIn, test } from './fixtures.ts';
import { specimen } from './people.ts';
import { decide, scan } from './wedge.ts';

test('scan, decide, record, tally, centre', async ({ page, freshKiosk, freshCentre: centre }) => {
  const totalToday = async (): Promise<number> => {
    await page.getByTestId('nav-tally').click();
    await expect(page.getByTestId('total')).toBeVisible();
    return Number((await page.getByTestId('total').innerText()).replace(/\D/g, ''));
  };
  await page.goto(freshKiosk.address);
  await signIn(page, 'administrator');
  const before = await totalToday();

  // In any view: the burst opens the lane by itself.
  await scan(page, specimen, { end: '\r\n' });
  await expect(page.getByTestId('document')).toContainText('ЩЕРБАКОВА');
  await expect(page.getByTestId('stay')).toContainText('90');
  await decide(page, 'Enter');
  await expect(page.getByTestId('recent')).toContainText('ЩЕРБАКОВА');
  expect(await totalToday()).toBe(before + 1);

  const station = (await (
    await page.request.post(`${freshKiosk.address}api/call/state`, {
      headers: { 'x-beket': '1', 'content-type': 'application/json' },
      data: {},
    })
  ).json()) as { value: { station: { post: { id: string }; lane: string } } };
  const { post, lane } = station.value.station;
  await page.getByTestId('nav-sync').click();
  await page.getByTestId('sync-url').fill(centre.address);
  await page.getByTestId('sync-code').fill(await centre.code(post.id, lane));
  await page.getByTestId('sync-reason').fill('the line is here');
  await page.getByTestId('sync-connect').click();
  await expect(page.getByTestId('sync-unsent')).toContainText(/^0/, { timeout: 45_000 });

  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Almaty' }).format();
  const report = await centre.report(`/v1/tally?from=${day}&to=${day}`);
  expect(report).toMatchObject({ tally: { persons: { total: before + 1 } } });
});

test('a centre that is none is said in plain words, and nothing is lost', async ({ page, freshKiosk }) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'administrator');
  const unsent = await page.getByTestId('unsent').getAttribute('data-unsent');
  await page.getByTestId('nav-sync').click();
  // The kiosk's own page answers HTML, as a captive portal does.
  await page.getByTestId('sync-url').fill(freshKiosk.address);
  await page.getByTestId('sync-code').fill('ABCD-EFGH-1234');
  await page.getByTestId('sync-reason').fill('the line is here');
  await page.getByTestId('sync-connect').click();
  await expect(page.getByTestId('fault')).toBeVisible();
  await expect(page.getByTestId('unsent')).toHaveAttribute('data-unsent', unsent ?? '');
});
