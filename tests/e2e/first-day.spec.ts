import { expect, signIn, test } from './fixtures.ts';

test('an empty desk is set up by its first administrator, who is signed in', async ({ page, emptyKiosk }) => {
  await page.goto(emptyKiosk.address);
  await page.getByTestId('language-en').click();
  await page.getByTestId('set-up-send').click();
  // Nothing was typed: what is missing is said, field by field, and nothing is set up.
  await expect(page.getByTestId('set-up-badge')).toHaveAttribute('aria-invalid', 'true');
  await page.getByTestId('set-up-post').selectOption('syrym');
  await page.getByTestId('set-up-lane').fill('3');
  await page.getByTestId('set-up-badge').fill('kz-01');
  await page.getByTestId('set-up-name').fill('Айгүл Сынақова');
  await page.getByTestId('set-up-pin').fill('246810');
  await page.getByTestId('set-up-again').fill('246811');
  await page.getByTestId('set-up-send').click();
  await expect(page.getByTestId('set-up-again')).toHaveAttribute('aria-invalid', 'true');
  await page.getByTestId('set-up-again').fill('246810');
  await page.getByTestId('set-up-send').click();
  // Recovery words come first; an administrator may leave them for later.
  await page.getByTestId('recovery-later').click();
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await expect(page.getByTestId('status-bar')).toContainText('Айгүл Сынақова');
  await expect(page.getByTestId('nav-admin')).toBeVisible();
});

test('an empty desk starts with invented people at a press', async ({ page, emptyKiosk }) => {
  await page.goto(emptyKiosk.address);
  await page.getByTestId('start-demo').click();
  await expect(page.getByTestId('demo-officers')).toBeVisible({ timeout: 30_000 });
  await page.getByTestId('demo-O300').click();
  await expect(page.getByTestId('empty-desk')).toBeVisible();
});

test('a wrong PIN is said, and the right one opens what the role may open', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await page.getByTestId('badge').fill('o300');
  await page.getByTestId('pin').fill('9999');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('fault')).toBeVisible();
  await expect(page.getByTestId('pin')).toHaveValue('');
  await signIn(page, 'officer');
  for (const view of ['tally', 'admin']) await expect(page.getByTestId(`nav-${view}`)).toHaveCount(0);
  await page.getByTestId('sign-out').click();
  await signIn(page, 'supervisor');
  await expect(page.getByTestId('nav-tally')).toBeVisible();
  await expect(page.getByTestId('nav-admin')).toHaveCount(0);
});

test('every word changes its language at once', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
  const words = new Set<string>();
  for (const language of ['kk', 'ru', 'en']) {
    await page.getByTestId(`language-${language}`).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    words.add(await page.getByTestId('admit').innerText());
    // A path of words in place of words is one that was forgotten.
    expect(await page.locator('body').innerText()).not.toMatch(/\b[a-z]+[A-Z]?[a-z]*\.[a-z][A-Za-z]+\b(?!\.)/);
  }
  expect(words.size).toBe(3);
});
