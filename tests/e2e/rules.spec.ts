// The life of a rule pack on the page: offered, refused for its key, the key accepted by two, tried on the log, put into force by two.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signPack } from '../../src/adapters/pack-signature.ts';
import { newer, newKey, shippedPack, stricter } from '../core/written-packs.ts';
import { expect, signIn, test } from './fixtures.ts';

/** The demonstration's other administrator. */
const second = { badge: 'A110', pin: '1100' };

const confirmHere = async (page: Page): Promise<void> => {
  await page.getByTestId('witness-badge').fill(second.badge);
  await page.getByTestId('witness-pin').fill(second.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('proposal')).toHaveCount(0);
};

const picture = (page: Page, name: string) =>
  page.screenshot({ path: join('test-results', 'pictures', `${name}.png`), fullPage: true, animations: 'disabled' });

const axe = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
};

test.use({ viewport: { width: 1280, height: 800 } });

test('a pack comes into force by two administrators, tried on the log before', async ({ page, freshKiosk }) => {
  test.setTimeout(120_000);
  const signed = join(freshKiosk.data, 'signed.json');
  writeFileSync(signed, JSON.stringify(signPack(stricter(), newKey())));
  await page.goto(freshKiosk.address);
  await page.getByTestId('language-en').click();
  await signIn(page, 'administrator');
  await page.getByTestId('nav-rules').click();
  await expect(page.getByTestId('rules-in-force')).toContainText(shippedPack().version);

  await page.getByTestId('pack-file').setInputFiles(signed);
  const offeredPack = page.locator('[data-standing="refused"], [data-standing="offered"]').first();
  await expect(offeredPack.getByTestId('refusal')).toHaveAttribute('data-reason', 'untrusted-key');
  await picture(page, 'rules-refused');
  await offeredPack.getByTestId('pack-trust').click();
  await page.getByTestId('key-send').click();
  await expect(page.getByTestId('proposal')).toHaveCount(0);
  await page.getByTestId('key-reason').fill('the new key of the ministry');
  await picture(page, 'rules-trust');
  expect(await axe(page)).toEqual([]);
  await page.getByTestId('key-send').click();
  await confirmHere(page);
  await expect(offeredPack).toHaveAttribute('data-standing', 'offered');

  // Beside what is in force: the limit and the age, nothing else.
  await offeredPack.getByTestId('pack-show').click();
  await expect(page.getByTestId('rules-counts')).toContainText('2 changed');
  await expect(page.getByTestId('rule-KZ.STAY.EAEU.90_180').getByTestId('fact-params.window')).toContainText(
    '60 in each 180',
  );

  await offeredPack.getByTestId('pack-try').click();
  await page.getByTestId('run-start').click();
  await expect(page.getByTestId('run-found')).toBeVisible({ timeout: 60_000 });
  expect(Number(await page.getByTestId('run-found').getAttribute('data-changed'))).toBeGreaterThan(10);
  await picture(page, 'rules-tried');
  expect(await axe(page)).toEqual([]);

  await offeredPack.getByTestId('pack-propose').click();
  await page.getByTestId('propose-send').click();
  await expect(page.getByTestId('proposal')).toHaveCount(0);
  await page.getByTestId('propose-reason').fill('in force by the act of today');
  await page.getByTestId('propose-send').click();
  await expect(page.getByTestId('proposal')).toContainText(newer(1));
  await picture(page, 'rules-proposed');
  expect(await axe(page)).toEqual([]);
  await confirmHere(page);
  await expect(page.getByTestId('rules-in-force')).toContainText(newer(1));
  await expect(page.getByTestId('rules-in-force')).toContainText('A110');
  await expect(page.locator('[data-standing="in-force"]')).toHaveCount(1);
  await picture(page, 'rules-in-force');
});

test('the law of another state is compared in the same words', async ({ page, freshKiosk }) => {
  await page.goto(freshKiosk.address);
  await signIn(page, 'supervisor');
  await page.keyboard.press('Alt+0');
  for (const language of ['kk', 'ru', 'en'] as const) {
    await page.getByTestId(`language-${language}`).click();
    const example = page.locator('[data-standing="example"]').first();
    await example.getByTestId('pack-show').click();
    await expect(page.getByTestId('rule-FIN.RUS.TOURISM')).toBeVisible();
    await picture(page, `rules-finland-${language}`);
  }
  // Two editions of one pack: what came on 30 September 2022, and nothing else.
  const fin = await page.getByTestId('rules-shown').inputValue();
  await page.getByTestId('rules-shown').selectOption(`${fin} 2022-09-30`);
  await page.getByTestId('rules-beside').selectOption(`${fin} 2022-01-01`);
  await expect(page.locator('[data-what="added"]')).toHaveCount(2);
  await expect(page.locator('[data-what="changed"], [data-what="gone"]')).toHaveCount(0);
  await expect(page.getByTestId('rule-FIN.RUS.TOURISM')).toContainText('30.09.2022');
});
