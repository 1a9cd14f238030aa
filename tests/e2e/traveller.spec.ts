import { expect, signIn, test } from './fixtures.ts';
import { specimen, traveller } from './people.ts';
import { decide, giveReason, scan } from './wedge.ts';

test.beforeEach(async ({ page, freshKiosk }) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'officer');
});

test('the slip of the last traveller is a key away, in three languages, and prints alone', async ({ page }) => {
  await scan(page, specimen);
  await decide(page, 'Enter');
  await expect(page.getByTestId('slip-last')).toBeVisible();
  await page.keyboard.press('Control+p');
  const paper = page.getByTestId('slip-paper');
  await expect(paper).toContainText('ЩЕРБАКОВА');
  for (const words of ['Соңғы заңды күн', 'Законно по', 'Lawful until', 'Decree 1146'])
    await expect(paper).toContainText(words);
  await page.emulateMedia({ media: 'print' });
  await expect(paper).toBeVisible();
  await expect(page.getByTestId('recent')).toBeHidden();
  await page.emulateMedia({ media: null });
  const saved = page.waitForEvent('download');
  await page.getByTestId('slip-roll').click();
  expect((await saved).suggestedFilename()).toMatch(/^slip-\d+-80mm\.pdf$/);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('slip-panel')).toBeHidden();
  // The slip of a row shows itself to the hand that comes for it.
  await page.getByTestId('recent').locator('li').first().hover();
  await page.getByTestId('slip-row').first().click();
  await expect(page.getByTestId('slip-panel')).toBeVisible();
});

test('the traveller’s word is noted by keys, changes no verdict, and goes to second line and log', async ({ page }) => {
  await scan(page, traveller(731));
  await expect(page.getByTestId('lane')).toHaveAttribute('data-armed', 'true');
  const verdict = await page.getByTestId('verdict').innerText();
  await page.keyboard.press('Control+b');
  await expect(page.getByTestId('rebuttal-panel')).toBeVisible();
  // The key of the lane waits until the word is noted or left.
  await page.keyboard.press('F7');
  await expect(page.getByTestId('reason-picker')).toBeHidden();
  await page.keyboard.press('2', { delay: 90 });
  await page.locator('#rebuttal-words').fill('Stamp of Mashtakovo');
  await page.locator('#rebuttal-claim').selectOption('exit');
  await page.locator('#rebuttal-day').fill('31.02.2026');
  await page.getByTestId('rebuttal-note').click();
  await expect(page.locator('#rebuttal-day')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('#rebuttal-day').fill('01.10.2026');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('rebuttal-panel')).toBeHidden();
  await expect(page.getByTestId('rebuttal')).toContainText('Stamp of Mashtakovo');
  expect(await page.getByTestId('verdict').innerText()).toBe(verdict);
  await decide(page, 'F7');
  await giveReason(page);
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await page.keyboard.press('Alt+3');
  await expect(page.getByText('Stamp of Mashtakovo')).toBeVisible();
  await page.keyboard.press('Alt+4');
  await expect(page.getByTestId('log-rebuttal').first()).toContainText('Stamp of Mashtakovo');
});
