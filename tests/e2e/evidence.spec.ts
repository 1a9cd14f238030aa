// Shifts, look-ups, corrections by two, proofs: as an officer and a supervisor use them.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { verifyPaper, verifySigned } from '../../src/adapters/verifying/verify-signed.ts';
import { expect, signIn, test } from './fixtures.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(180_000);

const faults = async (page: Page, part: string): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).include(`[data-test="${part}"]`).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
};
/** One language is enough here: `views.spec.ts` looks at both views in all of them. */
const look = async (page: Page, part: string, name = part): Promise<void> => {
  expect(await faults(page, part), name).toEqual([]);
  await page.screenshot({ path: `test-results/pictures/${name}.png`, animations: 'disabled' });
};
const saved = async (page: Page, test: string): Promise<Buffer> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(test).first().click()]);
  return readFileSync(await download.path());
};

test('a shift is opened, closed with somebody waiting, and its tally verifies as JSON and as paper', async ({
  page,
  freshKiosk,
}) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'supervisor');
  await page.getByTestId('nav-tally').click();
  await expect(page.getByTestId('shift-open')).toBeVisible();
  await page.getByTestId('shift-officers').fill('O300');
  await page.getByTestId('shift-open').click();
  await expect(page.getByTestId('shift-current')).toContainText('S200, O300');
  await expect(page.getByTestId('shift-status')).not.toBeEmpty();
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-ask')).toBeVisible();
  await look(page, 'shift', 'shift-closing');
  await page.getByTestId('handover-lamp').uncheck();
  await page.getByTestId('handover-lamp-note').fill('dark at one end');
  await page.getByTestId('seized-add').click();
  await page.getByTestId('seized-0').fill('Passport, the safe of the post');
  await page.getByTestId('outgoing-pin').fill('2000');
  // One officer is never both.
  await page.getByTestId('incoming-badge').fill('S200');
  await page.getByTestId('incoming-pin').fill('2000');
  await expect(page.getByTestId('shift-sure')).toHaveAttribute('aria-disabled', 'true');
  await page.getByTestId('incoming-badge').fill('O300');
  await page.getByTestId('incoming-pin').fill('3000');
  await look(page, 'shift', 'shift-handover');
  await page.getByTestId('shift-sure').click();
  await expect(page.getByTestId('shift-pdf')).toBeVisible();
  expect((await saved(page, 'shift-handover')).subarray(0, 5).toString()).toBe('%PDF-');
  await look(page, 'shift', 'shift-closed');
  expect(verifySigned(JSON.parse((await saved(page, 'shift-json')).toString())).report.ok).toBe(true);
  expect(verifyPaper(await saved(page, 'shift-pdf')).report).toMatchObject({ ok: true, kind: 'signed-tally' });
});

test('somebody is looked up by the keyboard with a reason, corrected by two, and the look is on record', async ({
  page,
  freshKiosk,
}) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'officer');
  await page.getByTestId('nav-log').click();
  const name = await page.locator('tr[data-seq] .person').first().innerText();
  await page.keyboard.press('F3');
  await page.keyboard.insertText(name.split(' ')[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('look-up').getByRole('alert')).toBeVisible();
  await page.getByTestId('look-up-why').selectOption('TRAVELLER_ASKS');
  await page.getByTestId('look-up-search').click();
  await expect(page.getByTestId('found-person').first()).toBeVisible();
  await look(page, 'look-up');
  await page.getByTestId('show-history').first().click();
  await expect(page.getByTestId('person-history')).toBeVisible();
  await page.getByTestId('person-history').getByRole('row').nth(1).getByRole('button').click();
  const direction = page.getByTestId('correct-direction');
  await direction.selectOption((await direction.inputValue()) === 'exit' ? 'entry' : 'exit');
  await page.getByTestId('correct-reason').fill('Wrong lane sign');
  await page.getByTestId('correct-next').click();
  await expect(page.getByTestId('witness')).toBeVisible();
  await page.getByTestId('witness-badge').fill('O300');
  await page.getByTestId('witness-pin').fill('3000');
  await page.getByTestId('correct-save').click();
  await expect(page.getByTestId('fault')).toHaveAttribute('data-code', 'same-officer');
  await page.getByTestId('witness-badge').fill('S200');
  await page.getByTestId('witness-pin').fill('2000');
  await look(page, 'correction');
  await page.getByTestId('correct-save').click();
  await expect(page.getByTestId('correction')).toHaveCount(0);
  await page.getByTestId('sign-out').click();
  await signIn(page, 'supervisor');
  await page.getByTestId('nav-log').click();
  await page.getByTestId('audit-toggle').click();
  await expect(page.getByTestId('audit').getByRole('row')).toHaveCount(3);
  await expect(page.getByTestId('audit')).toContainText('O300');
  await look(page, 'audit');
});

test('the day and the time of a crossing are corrected in three steps, by two, and stand in its history', async ({
  page,
  freshKiosk,
}) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'officer');
  await page.getByTestId('language-en').click();
  await page.getByTestId('nav-log').click();
  const row = page.locator('tr[data-seq]').first();
  const seq = await row.getAttribute('data-seq');
  await row.getByRole('button').click();
  const [day, time] = [page.getByTestId('correct-day'), page.getByTestId('correct-time')];
  const [d = '', m = '', y = ''] = (await day.inputValue()).split('.');
  const before = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d) - 1)).toISOString().slice(0, 10);
  const shown = before.split('-').reverse().join('.');
  await page.getByTestId('correct-reason').fill('Typed in from paper');
  await day.fill('31.02.2026');
  await expect(day).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByTestId('correct-next')).toHaveAttribute('aria-disabled', 'true');
  await day.fill(shown);
  await time.fill('7:05');
  await page.getByTestId('correct-surname').fill('Сапаров');
  await page.getByTestId('correct-given').fill('Марат');
  await page.getByTestId('correct-patronymic').fill('Ерболұлы');
  await page.getByTestId('correct-plate').fill('123abc02');
  const issued = page.getByTestId('correct-issued');
  await issued.fill('31.02.2019');
  await expect(issued).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByTestId('correct-next')).toHaveAttribute('aria-disabled', 'true');
  await issued.fill('15.05.2019');
  await page.getByTestId('correct-expires').fill('31.12.2031');
  await look(page, 'correction', 'correction-day');
  await page.getByTestId('correct-next').press('Enter');
  await expect(page.getByTestId('correct-confirm')).toContainText(shown);
  await expect(page.getByTestId('correct-confirm')).toContainText('07:05');
  for (const now of ['САПАРОВ', 'ЕРБОЛҰЛЫ', '15.05.2019', '31.12.2031']) {
    await expect(page.getByTestId('correct-confirm')).toContainText(now);
  }
  await page.getByTestId('witness-badge').fill('S200');
  await page.getByTestId('witness-pin').fill('2000');
  await look(page, 'correction', 'correction-day-confirm');
  await page.getByTestId('correct-save').press('Enter');
  await expect(page.getByTestId('correction')).toHaveCount(0);
  const moved = page.locator(`tr[data-seq="${seq}"]`);
  await expect(moved).toContainText(`${shown} 07:05`);
  await expect(moved).toContainText('САПАРОВ');
  await moved.getByRole('button').click();
  await expect(page.getByTestId('history')).toContainText(shown);
  await expect(page.getByTestId('history')).toContainText('S200');
  for (const now of ['123ABC02', 'ЕРБОЛҰЛЫ', '15.05.2019', '31.12.2031']) {
    await expect(page.getByTestId('history')).toContainText(now);
  }
  await look(page, 'correction', 'correction-day-history');
});
