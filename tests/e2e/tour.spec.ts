// The first day of an officer who has never seen the desk, by keyboard alone.
import { expect, signIn, test } from './fixtures.ts';

test('the tour leads through a first day and records what its travellers did', async ({ page, freshKiosk }) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'officer');
  await expect(page.getByTestId('tour-offer')).toBeVisible();
  const step = page.getByTestId('tour');
  const press = async (key: string): Promise<void> => {
    await page.waitForTimeout(600);
    await page.keyboard.press(key);
  };
  const armed = page.locator('[data-test=lane][data-armed=true]');
  await press('Alt+H');
  await expect(step).toHaveAttribute('data-step', 'scan');
  await press('Alt+N');
  await expect(step).toHaveAttribute('data-step', 'admit');
  await armed.waitFor();
  await press('Enter');
  await expect(step).toHaveAttribute('data-step', 'scanBad');
  await press('Alt+N');
  await expect(step).toHaveAttribute('data-step', 'refer');
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-advice', 'second-line');
  await armed.waitFor();
  await press('F7');
  await expect(step).toHaveAttribute('data-step', 'undo');
  await press('Alt+N');
  await expect(step).toHaveAttribute('data-step', 'byHand');
  await press('Alt+2');
  await expect(step).toHaveAttribute('data-step', 'end');
  await press('Alt+N');
  await expect(step).toHaveCount(0);
  await press('Alt+1');
  await expect(page.getByTestId('recent')).toContainText('ПРИМЕРОВА');
});

test('the keys of a view come with a sentence on what it is for, and print as a card', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
  await page.waitForTimeout(600);
  await page.keyboard.press('Shift+?');
  await expect(page.getByTestId('help')).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset['print'] = 'keys'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('key-list')).toBeVisible();
  await expect(page.getByTestId('lane')).toBeHidden();
});
