// A bus: documents scanned in a stack at a reader's speed, exceptions settled by keys, everybody recorded by one confirmation.
import type { Page } from '@playwright/test';
import type { CrossingRow } from '../../src/contract/views.ts';
import { expect, signIn, test } from './fixtures.ts';
import { internalPassport } from './people.ts';
import { scan } from './wedge.ts';

/** Longer than two keys of a reader are apart, and than the keys that record stay dead. */
const aMoment = 700;

/** Another invented passenger each time, whom nobody has seen before. */
const rider = (index: number): string =>
  internalPassport({
    surname: 'PASSAJIROV',
    given: 'OLEG<PETROVI3',
    number: `4513${String(800_000 + index)}`,
    birth: `87${String(1 + (Math.floor(index / 28) % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`,
    sex: 'M',
  });

const recorded = async (page: Page, address: string, limit: number): Promise<CrossingRow[]> => {
  const answer = await page.request.post(`${address}api/call/recent`, {
    headers: { 'x-beket': '1', 'content-type': 'application/json' },
    data: { limit },
  });
  return ((await answer.json()) as { value: CrossingRow[] }).value;
};
const press = async (page: Page, key: string): Promise<void> => {
  await page.waitForTimeout(150);
  await page.keyboard.press(key);
};
const scanned = async (page: Page, count: number): Promise<void> => {
  await expect(page.getByTestId('bus-count')).toHaveAttribute('data-scanned', String(count));
  await expect(page.getByTestId('bus-count')).toHaveAttribute('data-unread', '0', { timeout: 20_000 });
};
const causes = (page: Page): Promise<(string | null)[]> =>
  page
    .getByTestId('bus-exceptions')
    .locator('[data-cause]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-cause')));
const paste = async (page: Page, list: string): Promise<void> => {
  await page.keyboard.press('Control+l');
  await page.keyboard.insertText(list);
  await page.keyboard.press('Escape');
};

test.beforeEach(async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
  await page.keyboard.press('Alt+9');
  await expect(page.getByTestId('bus')).toBeVisible();
});

test('fifty clean documents: fifty bursts without a pause, one confirmation', async ({ page, kiosk }) => {
  test.setTimeout(120_000);
  await page.keyboard.press('F6');
  await page.keyboard.type('777aaa02', { delay: 90 });
  await page.keyboard.press('Enter');
  const before = (await recorded(page, kiosk.address, 1))[0]?.seq ?? 0;
  const begun = Date.now();
  for (let index = 0; index < 50; index += 1) await scan(page, rider(index), { end: '\r' });
  await scanned(page, 50);
  const seconds = (Date.now() - begun) / 1000;
  // None of the fifty Enters of the reader, nor two more, recorded anybody.
  await scan(page, rider(49), { end: '\r\r' });
  expect((await recorded(page, kiosk.address, 1))[0]?.seq).toBe(before);
  await expect(page.getByTestId('bus-clean')).toBeVisible();
  await page.waitForTimeout(aMoment);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('bus-done')).toContainText('50');
  const rows = await recorded(page, kiosk.address, 60);
  const bus = rows.filter(({ seq }) => seq > before);
  expect(bus).toHaveLength(50);
  expect(new Set(bus.map(({ body }) => body.group?.id)).size).toBe(1);
  expect(bus.every(({ body, personal }) => body.transport === 'bus' && personal?.plate === '777AAA02')).toBe(true);
  expect(bus.map(({ body }) => body.role).filter((role) => role === 'driver')).toHaveLength(1);
  console.log(JSON.stringify({ documents: 50, keys: 1, readerSeconds: Math.round(seconds * 10) / 10 }));
});

test('exceptions are settled by keys alone, and everybody else goes with them', async ({ page, kiosk }) => {
  const child = internalPassport({
    surname: 'PASSAJIROV',
    given: 'IVAN<OLEGOVI3',
    number: '4524123456',
    birth: '100203',
    sex: 'M',
    issued: '240401',
  });
  for (const lines of [rider(101), rider(102), rider(103), child, 'NO DOCUMENT AT ALL']) await scan(page, lines);
  // A reader's last line ends when nothing follows it for a while.
  await page.waitForTimeout(400);
  await scan(page, rider(101));
  await scanned(page, 6);
  await paste(
    page,
    'ПАССАЖИРОВ ОЛЕГ ПЕТРОВИЧ 4513 800101\nПАССАЖИРОВ ОЛЕГ ПЕТРОВИЧ 4513 800199\nПАССАЖИРОВ ИВАН ОЛЕГОВИЧ 4524 123456\nНИКТО НИКОЛАЙ 4512 999999',
  );
  await expect.poll(() => causes(page)).toEqual(['unread', 'repeated', 'differs', 'extra', 'missing', 'minor']);
  // Neither Enter nor a key of another exception settles what is open.
  await page.waitForTimeout(aMoment);
  await page.keyboard.press('Enter');
  await press(page, 'Delete'); // The page that is no document.
  await press(page, 'Delete'); // The second scan of the first document.
  await expect.poll(() => causes(page)).toEqual(['differs', 'extra', 'missing', 'minor']);
  await press(page, 'F10'); // A number mistyped in the list.
  await press(page, 'F7'); // Nobody the list knows: to the second line, with a reason.
  await expect(page.getByTestId('reason-picker')).toBeVisible();
  await press(page, '8');
  await press(page, 'Enter');
  await expect.poll(() => causes(page)).toEqual(['missing', 'minor']);
  await press(page, 'Delete'); // Not on the bus.
  await press(page, 'F4'); // The minor: with the adult of the same name, consent seen.
  await expect(page.getByTestId('companion-picker')).toBeVisible();
  await press(page, '1');
  await expect(page.getByTestId('bus-clean')).toBeVisible();
  // A word is taken back, and given again.
  await press(page, 'Control+z');
  await expect.poll(() => causes(page)).toEqual(['minor']);
  await press(page, 'F4');
  await press(page, '1');
  await page.waitForTimeout(aMoment);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('bus-done')).toBeVisible();
  const rows = (await recorded(page, kiosk.address, 4)).toReversed();
  expect(rows.map(({ body }) => body.action)).toEqual(['admit', 'admit', 'refer', 'admit']);
  expect(rows[3]?.body).toMatchObject({ accompaniedBy: rows[0]?.seq, consent: 'seen' });
});

test('a list comes from a file, and a field is typed over', async ({ page }) => {
  await scan(page, rider(105));
  await scanned(page, 1);
  await page.getByTestId('bus-file').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('ФИО;Паспорт;Дата рождения\nПассажиров Олег Петрович;4513 800105;23.04.1987\n'),
  });
  await expect.poll(() => causes(page)).toEqual(['differs']);
  await press(page, 'Control+e');
  await page.getByTestId('field-birthDate').fill('23.04.1987');
  // An Enter right after a burst is taken for the reader's own.
  await page.waitForTimeout(aMoment);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('bus-clean')).toBeVisible();
});
