// A vehicle on the lane: opened by a key, driver first, a minor tied to an adult, closed by the same key.
import { expect, signIn, test } from './fixtures.ts';
import { internalPassport } from './people.ts';
import { decide, scan } from './wedge.ts';

test('plate once, persons many, a minor with the adult of the same name', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
  await page.getByTestId('language-ru').click();
  await page.keyboard.press('Control+g');
  await expect(page.getByTestId('vehicle')).toBeVisible();
  await page.keyboard.press('F6');
  await page.keyboard.type('123abc02', { delay: 90 });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('role')).toContainText(/водитель/);
  const family = { given: 'ANNA<PETROVNA', sex: 'F' } as const;
  const mother = { ...family, surname: 'KOLESOVA', number: '4513850001', birth: '860708', issued: '150610' };
  await scan(page, internalPassport(mother));
  await decide(page, 'Enter');
  await expect(page.getByTestId('role')).toContainText(/пассажир/);
  const child = { ...family, surname: 'KOLESOVA', number: '4524850002', birth: '100203', issued: '240401' };
  await scan(page, internalPassport(child));
  await decide(page, 'Enter');
  await expect(page.getByTestId('companion-picker')).toBeVisible();
  // The key that brought the question does not answer it.
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('companion-picker')).toBeVisible();
  await page.waitForTimeout(200);
  await page.keyboard.press('1');
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await page.keyboard.press('Control+g');
  await expect(page.getByTestId('vehicle')).toHaveCount(0);
  await expect(page.getByTestId('plate')).toHaveValue('');
  await page.getByTestId('nav-log').click();
  const marks = page.getByTestId('group-mark');
  await expect(marks.nth(0)).toContainText(/с № \d+/);
  expect(await marks.nth(0).getAttribute('data-group')).toBe(await marks.nth(1).getAttribute('data-group'));
});
