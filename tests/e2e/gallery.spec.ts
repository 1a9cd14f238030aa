// Every component in every state, language and theme against the pictures kept beside this file.
// Taken anew by `npx playwright test gallery --project=kiosk --update-snapshots`; look at what changed before it is committed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Locator, Page, TestInfo } from '@playwright/test';
import { serveGallery } from '../renderer/gallery/serve.ts';
import { expect, test } from './fixtures.ts';
import { differingPixels, smallPng, type Pixels } from './small-png.ts';

// At half the size letters blur alike whatever draws them, and the pictures stay small.
test.use({ viewport: { width: 1340, height: 900 }, deviceScaleFactor: 0.5 });
/** Pixels that two browsers draw apart, mostly at corners and signs: measured up to 59, and 114 in the tallest picture. A word has more. */
const allowedIn = ({ width, height }: Pixels): number => 64 + (width * height) / 10_000;

let gallery: Awaited<ReturnType<typeof serveGallery>>;
test.beforeAll(async () => void (gallery = await serveGallery()));
test.afterAll(() => gallery.server.close());

const open = async (page: Page, language: string, theme: string): Promise<Locator[]> => {
  await page.clock.setFixedTime(new Date('2026-11-22T09:12:00Z'));
  await page.goto(`${gallery.address}?language=${language}&theme=${theme}`);
  await page.locator('html[data-ready=true]').waitFor({ timeout: 60_000 });
  const sections = await page.locator('section[data-case]').all();
  expect(sections.length).toBeGreaterThan(25);
  return sections;
};
const pixelsOf = async (png: Buffer): Promise<Pixels> => {
  const drawn = await loadImage(png);
  const canvas = createCanvas(drawn.width, drawn.height);
  const context = canvas.getContext('2d');
  context.drawImage(drawn, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
};
const shotOf = async (section: Locator): Promise<Buffer> =>
  smallPng(await pixelsOf(await section.screenshot({ animations: 'disabled', caret: 'hide' })));

/** How many pixels tell the kept picture from the one of now; 0 within what is allowed. Else both stand in the report. */
const compare = async (name: string, shot: Buffer, test: TestInfo): Promise<number> => {
  const path = test.snapshotPath(`${name}.png`);
  if (test.config.updateSnapshots === 'all' || test.config.updateSnapshots === 'changed') {
    const isSame = existsSync(path) && differingPixels(await pixelsOf(readFileSync(path)), await pixelsOf(shot)) === 0;
    mkdirSync(dirname(path), { recursive: true });
    if (!isSame) writeFileSync(path, shot);
    return 0;
  }
  if (!existsSync(path)) return Number.POSITIVE_INFINITY;
  const now = await pixelsOf(shot);
  const count = differingPixels(await pixelsOf(readFileSync(path)), now);
  if (count <= allowedIn(now)) return 0;
  await test.attach(`${name}, kept`, { path, contentType: 'image/png' });
  await test.attach(`${name}, now`, { body: shot, contentType: 'image/png' });
  return count;
};

for (const language of ['kk', 'ru', 'en']) {
  for (const theme of ['light', 'dark']) {
    test(`the components in ${language}, ${theme}`, async ({ page }, info) => {
      test.setTimeout(120_000);
      const apart: Record<string, number> = {};
      for (const section of await open(page, language, theme)) {
        const name = `${await section.getAttribute('data-case')}-${language}-${theme}`;
        const count = await compare(name, await shotOf(section), info);
        if (count > 0) apart[name] = count;
      }
      expect(apart).toEqual({});
    });
  }
}

test('a colour, a word or a place that changes is seen', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, 'kk', 'light');
  const bar = page.locator('section[data-case=ActionBar]');
  const kept = await pixelsOf(await shotOf(bar));
  const after = async (change: string): Promise<number> => {
    const style = await page.addStyleTag({ content: change });
    const count = differingPixels(kept, await pixelsOf(await shotOf(bar)));
    await style.evaluate((element) => (element as HTMLElement).remove());
    return count;
  };
  expect(await after('.nothing { color: red }')).toBe(0);
  for (const change of [
    ':root, :root[data-theme] { --second: #9944ac }',
    ':root { --text-3: 1.3rem }',
    ':root { --radius: 20px }',
    '.kept .name { visibility: hidden }',
    '.actions { transform: translateY(6px) }',
  ])
    expect(await after(change), change).toBeGreaterThan(allowedIn(kept));
});

test('everything is drawn with the fonts that are shipped, on any machine', async ({ page }) => {
  test.setTimeout(120_000);
  const drawn = new Set<string>();
  for (const language of ['kk', 'ru', 'en']) {
    await open(page, language, 'light');
    for (const letter of await page.evaluate(() => document.body.innerText)) drawn.add(letter);
  }
  const letters = [...drawn].filter((letter) => letter.trim() !== '');
  expect(letters.length).toBeGreaterThan(150);
  await page.evaluate((all) => {
    for (const letter of all) {
      const one = document.createElement('p');
      one.dataset['letter'] = letter;
      one.textContent = letter;
      document.body.append(one);
    }
  }, letters);
  await page.evaluate(() => document.fonts.ready);
  const line = await page.context().newCDPSession(page);
  await line.send('DOM.enable');
  await line.send('CSS.enable');
  const { root } = await line.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await line.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: '[data-letter]' });
  const strange: string[] = [];
  for (const [at, nodeId] of nodeIds.entries()) {
    const { fonts } = await line.send('CSS.getPlatformFontsForNode', { nodeId });
    if (fonts.some(({ isCustomFont }) => !isCustomFont)) strange.push(`${letters[at]} ${fonts[0]?.familyName}`);
  }
  expect(strange).toEqual([]);
});
