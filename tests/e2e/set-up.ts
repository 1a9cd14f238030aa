import { expect, type Page } from '@playwright/test';

/** Sets up an empty desk in English; its administrator is signed in and asked for the recovery words. */
export const setUpDesk = async (page: Page): Promise<void> => {
  await page.getByTestId('language-en').click();
  await page.getByTestId('set-up-post').selectOption('syrym');
  await page.getByTestId('set-up-lane').fill('3');
  await page.getByTestId('set-up-badge').fill('KZ-01');
  await page.getByTestId('set-up-name').fill('Айгүл Сынақова');
  await page.getByTestId('set-up-pin').fill('246810');
  await page.getByTestId('set-up-again').fill('246810');
  await page.getByTestId('set-up-send').click();
  // A PIN is hashed slowly on purpose, and a busy machine takes its time.
  await expect(page.getByTestId('recovery-first')).toBeVisible({ timeout: 20_000 });
};

/** Makes the recovery words, reads them off the page, and types the two that are asked for. By keys alone. */
export const writeWordsDown = async (page: Page): Promise<string[]> => {
  await page.getByTestId('recovery-show').press('Enter');
  await expect(page.getByTestId('recovery-words')).toBeVisible();
  const words = await page.locator('[data-test="recovery-words"] .word').allInnerTexts();
  await page.getByTestId('recovery-written').press('Enter');
  for (const i of [0, 1]) {
    const field = page.getByTestId(`recovery-word-${i}`);
    await field.fill(words[Number(await field.getAttribute('data-number')) - 1] ?? '');
  }
  await page.getByTestId('recovery-confirm').press('Enter');
  await expect(page.getByTestId('recovery-first')).toHaveCount(0);
  return words;
};
