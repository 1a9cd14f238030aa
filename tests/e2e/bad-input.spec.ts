import { createCanvas } from '@napi-rs/canvas';
import type { Page } from '@playwright/test';
import { toBuffer } from 'qrcode';
import { drop } from './drop.ts';
import { expect, signIn, test } from './fixtures.ts';
import { specimen, traveller } from './people.ts';
import { scan } from './wedge.ts';

test.beforeEach(async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
});

/** Still at work: the next document is read as if nothing had been. */
const goesOn = async (page: Page, index: number): Promise<void> => {
  await page.keyboard.press('Escape');
  await scan(page, traveller(index));
  await expect(page.getByTestId('document')).toContainText(`4512 ${700_000 + index}`);
  await page.keyboard.press('Escape');
};

test('a picture with a code is read where it is dropped', async ({ page }) => {
  await drop(page, 'passport.png', 'image/png', await toBuffer(specimen, { scale: 6 }));
  await expect(page.getByTestId('document')).toContainText('4511 123456', { timeout: 20_000 });
});

const empty = Buffer.alloc(0);
const text = Buffer.from('This is a text, whatever its name says.');
const blank = (): Buffer => createCanvas(400, 300).toBuffer('image/png');
/** 8000 × 5000: forty megapixels of nothing. */
const huge = (): Buffer => createCanvas(8000, 5000).toBuffer('image/png');

for (const [index, [name, make]] of (
  [
    ['an empty file', () => empty],
    ['a text named .png', () => text],
    ['a picture of nothing', blank],
    ['a picture of forty megapixels', huge],
  ] as const
).entries()) {
  test(`${name} is said to be what it is, and loses nothing`, async ({ page }) => {
    await drop(page, 'picture.png', 'image/png', make());
    await expect(page.getByTestId('unread')).toBeVisible({ timeout: 30_000 });
    expect((await page.getByTestId('unread').innerText()).trim().length).toBeGreaterThan(20);
    await goesOn(page, 200 + index);
  });
}

for (const [index, [name, payload]] of (
  [
    ['a milk carton', '4607022500110'],
    ['a torn zone', specimen.slice(0, 30)],
  ] as const
).entries()) {
  test(`${name} before the reader is said to be no document`, async ({ page }) => {
    await scan(page, payload);
    await expect(page.getByTestId('unread').or(page.getByTestId('missing'))).toBeVisible();
    await expect(page.getByTestId('verdict')).not.toHaveAttribute('data-advice', /ok|info/);
    await goesOn(page, 210 + index);
  });
}

test('a wrong check digit is shown at its field', async ({ page }) => {
  await scan(page, specimen.replace('9003152F', '9003162F'));
  await expect(page.getByTestId('document')).toBeVisible();
  await expect(page.getByTestId('reasons').or(page.getByTestId('missing')).first()).toBeVisible();
  await expect(page.getByTestId('verdict')).not.toHaveAttribute('data-advice', /ok|info/);
});
