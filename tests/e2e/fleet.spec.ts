// All desks of a centre in the hands of an administrator, and its messages at a desk.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, signIn, test } from './fixtures.ts';
import { connect, look, whereAmI } from './connected-desk.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(180_000);

test('an administrator looks after all desks, and writes to one', async ({ page, freshKiosk, freshCentre: centre }) => {
  await page.goto(freshKiosk.address);
  await page.getByTestId('language-en').click();
  await signIn(page, 'administrator');
  const { id, post, lane } = await whereAmI(page);
  await connect(page, centre.address, await centre.code(post, lane));
  await expect(page.getByTestId('feeds')).toBeVisible();
  await expect(page.getByTestId('centre-key')).toContainText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expect(page.getByTestId('sync-unsent')).toContainText('Everything was sent', { timeout: 60_000 });
  await look(page, 'sync-connected');

  // Nobody may at a desk that the keeper of the centre has not named.
  await page.getByTestId('language-en').click();
  await page.getByTestId('nav-admin').click();
  await page.getByTestId('tab-desk').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('fleet-fault')).toContainText('does not allow this here');
  await centre.keeper('allow', id);
  const officer = join(mkdtempSync(join(tmpdir(), 'beket-officer-')), 'a100.json');
  const told = { badge: 'A100', name: 'Test Administrator', role: 'administrator', active: true };
  writeFileSync(officer, JSON.stringify({ officer: told, pin: '1000' }));
  await centre.keeper('publish', 'officer', officer);

  await page.getByTestId('tab-desk').click();
  await page.getByTestId('tab-fleet').click();
  const row = page.locator(`[data-desk="${id}"]`);
  await expect(row).toBeVisible();
  await expect(row).toContainText('GB free', { timeout: 45_000 });
  await row.getByTestId('fleet-open').click();
  await page.getByTestId('fleet-name').fill('First booth');
  await page.getByTestId('fleet-rename').click();
  await expect(row).not.toContainText('First booth');
  await page.getByTestId('fleet-reason').fill('as it is called here');
  await page.getByTestId('fleet-rename').click();
  await expect(row).toContainText('First booth');
  await page.getByTestId('fleet-reason').fill('asked by the auditors');
  await page.getByTestId('fleet-verify').click();
  await expect(page.getByTestId('fleet-said')).toBeVisible();
  await page.getByTestId('code-lane').fill('9');
  await page.getByTestId('code-reason').fill('a new booth');
  await page.getByTestId('code-make').click();
  await expect(page.getByTestId('code-text')).toHaveText(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
  await page.getByTestId('message-text').fill('The line is down from six to seven.');
  await page.getByTestId('message-reason').fill('works on the cable');
  await page.getByTestId('message-send').click();
  const messages = page.getByTestId('fleet-messages');
  await expect(messages).toContainText('The line is down');
  await page.getByTestId('message-text').fill('Sent by mistake.');
  await page.getByTestId('message-reason').fill('tried');
  await page.getByTestId('message-send').click();
  const mistaken = messages.locator('li').filter({ hasText: 'Sent by mistake.' });
  await mistaken.getByRole('button').click();
  await page.getByTestId('withdraw-send').click();
  await expect(mistaken).toBeVisible();
  await page.getByTestId('withdraw-reason').fill('meant for nobody');
  await page.getByTestId('withdraw-send').click();
  await expect(mistaken).toHaveCount(0);
  for (const summary of await page.locator('[data-test=fleet] summary').all()) await summary.click();
  await look(page, 'fleet');

  await page.getByTestId('nav-sync').click();
  await page.getByTestId('pull-feeds').click();
  await expect(page.getByTestId('notice')).toContainText('The line is down from six to seven.');
  await look(page, 'notice');
  await page.getByTestId('notice-read').click();
  await expect(page.getByTestId('notice')).toBeHidden();
});
