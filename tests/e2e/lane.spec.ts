import { expect, signIn, test } from './fixtures.ts';
import { internalPassport, specimen, traveller } from './people.ts';
import { decide, giveReason, scan } from './wedge.ts';

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
  await decide(page, 'Enter');
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
    await expect(page.getByTestId('recent')).not.toBeEmpty();
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

test('a refusal asks for a reason, and is on the line with it', async ({ page }) => {
  await scan(page, traveller(101));
  await decide(page, 'F9');
  await expect(page.getByTestId('reason-picker')).toBeVisible();
  // No reason is chosen beforehand, so Enter alone refuses nobody.
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('reason-picker')).toBeVisible();
  await giveReason(page);
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await expect(page.getByTestId('recent')).toContainText('ОБРАЗЦОВ');
});

test('a referral waits in the second line, where a supervisor settles it', async ({ page }) => {
  const waiting = async (): Promise<number> => page.getByTestId('second-queue').locator('> li').count();
  await page.getByTestId('nav-second').click();
  await expect(page.getByTestId('second-line')).toBeVisible();
  await expect.poll(waiting).toBeGreaterThan(0);
  const before = await waiting();
  await scan(page, traveller(102));
  await decide(page, 'F7');
  await giveReason(page);
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await page.getByTestId('sign-out').click();
  await signIn(page, 'supervisor');
  await page.getByTestId('nav-second').click();
  await expect.poll(waiting).toBe(before + 1);
  const last = page.getByTestId('second-queue').locator('> li').last();
  await last.locator('article').click();
  await last.getByTestId('resolve-admit').click();
  await giveReason(page);
  await expect(page.getByTestId('settled')).toBeVisible();
  await expect.poll(waiting).toBe(before);
});

test('a scan in the middle of another waits its turn and records nothing', async ({ page }) => {
  await scan(page, traveller(103));
  await expect(page.getByTestId('verdict')).toBeVisible();
  await scan(page, traveller(104));
  await expect(page.getByTestId('queue')).toBeVisible();
  await expect(page.getByTestId('document')).toContainText('4512 700103');
  await decide(page, 'Enter');
  await expect(page.getByTestId('document')).toContainText('4512 700104');
});

test('the same person a second time is said to have been here', async ({ page }) => {
  for (const time of ['first', 'second']) {
    await scan(page, traveller(105));
    await expect(page.getByTestId('document'), time).toContainText('4512 700105');
    if (time === 'second') break;
    await decide(page, 'Enter');
    await expect(page.getByTestId('empty-desk')).toBeVisible();
  }
  await expect(page.getByTestId('repeat')).toBeVisible();
});

test('a mistake is corrected by a new entry with a reason', async ({ page }) => {
  await scan(page, traveller(106));
  await decide(page, 'Enter');
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('correction')).toBeVisible();
  await page.getByTestId('correct-direction').selectOption('exit');
  await page.getByTestId('correct-reason').fill('Wrong lane sign');
  await page.getByTestId('correct-next').click();
  await page.getByTestId('witness-badge').fill('S200');
  await page.getByTestId('witness-pin').fill('2000');
  await page.getByTestId('correct-save').click();
  await expect(page.getByTestId('correction')).toHaveCount(0);
});

test('the key that corrects opens the traveller just recorded, however late the list is', async ({ page }) => {
  const late = 700;
  await page.route('**/api/call/recent', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, late));
    await route.continue();
  });
  for (const [at, [latin, surname]] of Object.entries({ PRIMEROV: 'ПРИМЕРОВ', TESTOV: 'ТЕСТОВ' }).entries()) {
    const given = 'PETR<IVANOVI3';
    await scan(page, internalPassport({ surname: latin, given, number: `451286000${at}`, birth: '880114', sex: 'M' }));
    await decide(page, 'Enter');
    // Two keys nearer than this are a reader's.
    await page.waitForTimeout(120);
    await page.keyboard.press('Control+z');
    await expect(page.getByTestId('correction').locator('strong').first()).toContainText(surname);
    await page.keyboard.press('Escape');
  }
});
