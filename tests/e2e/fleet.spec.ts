// All desks of a centre in the hands of an administrator, its messages at a desk, and the way without a line.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures.ts';
import { specimen } from './people.ts';
import { start } from './program.ts';
import { scan } from './wedge.ts';

test.use({ viewport: { width: 1280, height: 800 } });
test.setTimeout(180_000);

const languages = ['kk', 'ru', 'en'] as const;

const picture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(join('test-results', 'pictures'), { recursive: true });
  await page.screenshot({
    path: join('test-results', 'pictures', `${name}.png`),
    animations: 'disabled',
    fullPage: true,
  });
};
/** Nothing a screen reader trips over, and nothing cut off, in any language or theme. */
const look = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => document.querySelector('.page')?.scrollTo(0, 0));
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
    for (const language of languages) {
      await page.getByTestId(`language-${language}`).click();
      await page.evaluate(() => document.fonts.ready);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
      expect(found, `${name} ${theme} ${language}`).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${name} ${language}`).toBeLessThanOrEqual(1280);
      await picture(page, `${name}-${theme}-${language}`);
    }
  }
};
/** The desk as its own page is told. */
const whereAmI = (page: Page): Promise<{ id: string; post: string; lane: string }> =>
  page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'x-beket': '1' };
    const answer = await fetch('/api/call/state', { method: 'POST', body: '{}', headers });
    const { value } = (await answer.json()) as {
      value: { station: { id: string; post: { id: string }; lane: string } };
    };
    return { ...value.station, post: value.station.post.id };
  });
const connect = async (page: Page, address: string, code: string): Promise<void> => {
  await page.getByTestId('nav-sync').click();
  await page.getByTestId('sync-url').fill(address);
  await page.getByTestId('sync-code').fill(code);
  await page.getByTestId('sync-reason').fill('the line is here');
  await page.getByTestId('sync-connect').click();
  await expect(page.getByTestId('sync-unsent')).toBeVisible();
};

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

test('what is unsent goes on a stick, and the answer comes back', async ({ page, freshKiosk }) => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-stick-'));
  const [data, stick] = [join(folder, 'centre'), join(folder, 'stick')];
  mkdirSync(stick);
  const serve = () => start(['out/main/central.js', 'serve', '--data', data, '--port', '0']);
  const first = serve();
  const address = await first.line(/centre: (http:\S+)/);
  await page.goto(freshKiosk.address);
  await page.getByTestId('language-en').click();
  await signIn(page, 'administrator');
  const { post, lane } = await whereAmI(page);
  const enrol = start(['out/main/central.js', 'enrol', '--post', post, '--lane', lane, '--data', data]);
  await connect(page, address, await enrol.line(/"code":"([^"]+)"/));
  await expect(page.getByTestId('sync-unsent')).toContainText('Everything was sent', { timeout: 60_000 });
  await first.stop();

  await scan(page, specimen);
  await page.locator('[data-test=lane][data-armed=true]').waitFor();
  await page.waitForTimeout(350);
  await page.keyboard.press('Enter');
  await page.locator('[data-test=lane][data-phase=idle]').waitFor();
  await page.getByTestId('nav-sync').click();
  await expect(page.getByTestId('sync-unsent')).not.toContainText('Everything was sent');
  await page.getByTestId('stick-folder').fill(join(folder, 'nowhere'));
  await page.getByTestId('stick-next').click();
  await page.getByTestId('stick-write').click();
  await expect(page.getByTestId('stick-said')).toContainText('no such folder');
  await page.getByTestId('stick-folder').fill(stick);
  await page.getByTestId('stick-next').click();
  await expect(page.getByTestId('stick-contents')).toContainText('go onto the stick');
  await look(page, 'stick-contents');
  await page.getByTestId('language-en').click();
  await page.getByTestId('stick-write').click();
  await expect(page.getByTestId('stick-said')).toContainText('on the stick');
  await look(page, 'stick');

  const [file = ''] = readdirSync(stick);
  const second = serve();
  await second.line(/centre: (http:\S+)/);
  const carried = start(['out/main/central.js', 'import-stick', join(stick, file), '--data', data]);
  await carried.line(/("stationId")/);
  await page.getByTestId('language-en').click();
  await page.getByTestId('stick-answer').setInputFiles(join(stick, `${file}.answer`));
  await expect(page.getByTestId('stick-said')).toContainText('The centre holds everything up to entry');
  // The note of the hourly copy may have come meanwhile.
  await expect(page.getByTestId('sync-unsent')).toHaveText(/^\s*[01]\s/);
  await second.stop();
  rmSync(folder, { recursive: true, force: true });
});
