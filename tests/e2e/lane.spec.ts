import { expect, signIn, test } from './fixtures.ts';
import { internalPassport, specimen, traveller } from './people.ts';
import { scan } from './wedge.ts';

test.beforeEach(async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
});

test('the maker of invented passports makes what the specimen is', () => {
  const made = internalPassport({
    surname: 'WERBAKOVA',
    given: '7LI8<7R9EVNA',
    number: '4511123456',
    birth: '900315',
    sex: 'F',
    issued: '110720',
  });
  expect(made).toBe(specimen);
});

test('one scan and one key: decided, recorded, on the line', async ({ page }) => {
  await scan(page, specimen);
  await expect(page.getByTestId('document')).toContainText('ЩЕРБАКОВА');
  await expect(page.getByTestId('document')).toContainText('4511 123456');
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-advice', /ok|info/);
  await expect(page.getByTestId('admit')).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await expect(page.getByTestId('last-recorded')).toBeVisible();
  await expect(page.getByTestId('recent')).toContainText('ЩЕРБАКОВА');
});

for (const [name, end] of [
  ['CR', '\r'],
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['nothing', ''],
  ['two Enters', '\r\r'],
] as const) {
  test(`a reader that ends its lines with ${name} is read, and its Enter admits nobody`, async ({ page }) => {
    const before = await page.getByTestId('recent').innerText();
    await scan(page, traveller(end.length * 10 + name.length), { end });
    await expect(page.getByTestId('verdict')).toBeVisible();
    // Longer than the keys stay dead: what was late would act now.
    await page.waitForTimeout(600);
    await expect(page.getByTestId('verdict')).toBeVisible();
    expect(await page.getByTestId('recent').innerText()).toBe(before);
  });
}

test('a reader is understood whatever layout the system has', async ({ page }) => {
  await scan(page, traveller(77), { layout: 'russian' });
  await expect(page.getByTestId('document')).toContainText('4512 700077');
});
