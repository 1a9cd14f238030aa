// Sounds that can be off one by one, nothing that moves, and the decision said to a screen reader.
import type { Page } from '@playwright/test';
import { clear, next, onDesk } from './burst-states.ts';
import { expect, signIn, test } from './fixtures.ts';
import { specimen } from './people.ts';
import { scan } from './wedge.ts';

/** Notes the frequencies the page plays, in order. */
const listen = (): void => {
  const heard: number[] = [];
  Object.assign(globalThis, { heard });
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function play(when?: number): void {
    heard.push(this.frequency.value);
    start.call(this, when);
  };
};
const heard = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { heard: number[] }).heard.splice(0));

/** A passport on which a check digit is wrong, and one that has expired. */
const doubtful = specimen.replace('9003152F', '9003162F');
const expired = specimen.replace('WERBAKOVA', 'OBRAZCOVA').replace('9003152F', '6003159F');

test.beforeEach(async ({ page, kiosk }) => {
  await page.addInitScript(listen);
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
});

test('each meaning has a sound of its own, and each can be off', async ({ page }) => {
  const play = async (lines: string): Promise<number[]> => {
    await onDesk(page, lines);
    const notes = await heard(page);
    await clear(page);
    return notes;
  };
  const [calm, other] = [await play(next()), await play(expired)];
  expect(calm).toHaveLength(1);
  expect(other.length).toBeGreaterThan(1);
  await page.keyboard.press('Alt+8');
  for (const [cue, notes] of [
    ['calm', 1],
    ['attention', 2],
    ['second', 3],
  ] as const) {
    await page.getByTestId(`hear-${cue}`).click();
    expect(await heard(page), cue).toHaveLength(notes);
  }
  // By keyboard: the sound of a calm case off, the others as they were.
  await page.getByTestId('sound-calm').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Alt+1');
  expect(await play(next())).toEqual([]);
  expect(await play(expired)).toEqual(other);
  await page.reload();
  await page.getByTestId('lane').waitFor();
  expect(await play(next())).toEqual([]);
});

test('the decision is announced: the verdict first, then what weighs most', async ({ page }) => {
  await page.getByTestId('language-en').click();
  const announcement = page.getByTestId('announcement');
  await expect(announcement).toHaveAttribute('aria-live', 'assertive');
  await expect(announcement).toBeEmpty();
  for (const lines of [next(), expired, doubtful]) {
    await scan(page, lines);
    await expect(page.getByTestId('verdict')).toBeVisible();
    const verdict = (await page.getByTestId('verdict').innerText()).trim();
    await expect(announcement).toContainText(verdict);
    const first = page.getByTestId('reasons').locator('.text').first();
    if (await first.count()) await expect(announcement).toContainText(await first.innerText());
    await clear(page);
    await expect(announcement).toBeEmpty();
  }
});

test('nothing moves, whatever the system asks for', async ({ page }) => {
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion });
    await scan(page, next());
    await expect(page.getByTestId('verdict')).toBeVisible();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    const moving = await page.locator('body *').evaluateAll((all) =>
      all.flatMap((one) => {
        const { animationName, transitionDuration } = getComputedStyle(one);
        return animationName !== 'none' || Number.parseFloat(transitionDuration) > 0 ? [one.className] : [];
      }),
    );
    expect(moving).toEqual([]);
    await clear(page);
  }
});
