// From a referral to a refusal that is handed over: reasons, hand-over, result, form, signature; all by keys.
import { readFile } from 'node:fs/promises';
import { expect, signIn, test } from './fixtures.ts';
import { traveller } from './people.ts';
import { decide, giveReason, scan } from './wedge.ts';

test('a referral is handed over, refused, and its form handed over unsigned', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
  await scan(page, traveller(301));
  await decide(page, 'F7');
  await giveReason(page);
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await page.keyboard.press('Alt+q');
  await signIn(page, 'supervisor');
  await page.keyboard.press('Alt+3');
  const queue = page.getByTestId('second-queue');
  await expect(queue.locator('> li').last()).toContainText('4512 700301');
  for (let at = await queue.locator('> li').count(); at > 1; at -= 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('hand-over')).toContainText('PNRUSOBRAZCOV');
  await expect(page.getByTestId('hand-over').locator('li').first()).toBeVisible();
  await page.keyboard.press('F9');
  await giveReason(page);
  const forms = page.getByTestId('refusal-forms');
  await expect(forms).toBeVisible();
  await expect(page.getByTestId('form-of')).toContainText('4512 700301');
  const saving = page.waitForEvent('download');
  await page.keyboard.press('F3');
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^refusal-.*\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
  await page.keyboard.press('F6');
  await expect(page.getByTestId('form-of').getByText('4512 700301')).toHaveCount(0);
});
