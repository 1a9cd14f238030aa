// A reader's burst with a trailing Enter, Tab or two Enters at every state of every view: none admits, none is lost.
import { expect, signIn, test } from './fixtures.ts';
import { clear, held, laneStates, next, onDesk, phase, press, recorded, seen } from './burst-states.ts';
import { emptyBus, viewStates } from './burst-view-states.ts';
import { scan } from './wedge.ts';

const endings = { Enter: '\r', Tab: '\t', 'two Enters': '\r\r' } as const;
const bursts = Object.entries(endings);

test('at every state of the lane a burst waits its turn, and admits nobody', async ({ page, freshKiosk }) => {
  test.setTimeout(240_000);
  await page.goto(freshKiosk.address);
  await signIn(page, 'officer');
  await onDesk(page);
  await press(page, 'Enter');
  await seen(page, 'last-recorded');
  for (const [name, open] of Object.entries(laneStates)) {
    await test.step(name, async () => {
      await open(page);
      const before = await recorded(page);
      // A carton that is no document gives way to the next scan: there is nothing of it to keep.
      const holding = name === 'no document' ? 0 : await held(page);
      for (const [at, [ending, end]] of bursts.entries()) {
        await scan(page, next(), { end });
        await expect.poll(() => held(page), { message: `${name}, ${ending}`, intervals: [20] }).toBe(holding + at + 1);
      }
      // Longer than the keys that decide stay dead: what was late would act now.
      await page.waitForTimeout(300);
      expect(await recorded(page), name).toEqual(before);
      await clear(page);
    });
  }
});

test('a burst while the last is being recorded waits, and only that one is recorded', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
  for (const [ending, end] of bursts) {
    await onDesk(page);
    const [before] = await recorded(page);
    await page.keyboard.press('Enter');
    await scan(page, next(), { end });
    await expect.poll(async () => (await recorded(page, before)).length, ending).toBe(1);
    await phase(page, 'decided').waitFor();
    expect(await held(page), ending).toBe(1);
    await clear(page);
  }
});

test('the same document again is told, kept once, and admits nobody', async ({ page, kiosk }) => {
  await page.goto(kiosk.address);
  await signIn(page, 'officer');
  const lines = next();
  await onDesk(page, lines);
  const before = await recorded(page);
  for (const [, end] of bursts) {
    await scan(page, lines, { end });
    await seen(page, 'same-scan');
    expect(await held(page)).toBe(1);
  }
  await page.waitForTimeout(300);
  expect(await recorded(page)).toEqual(before);
});

test('in every other view a burst is kept where it is looked for, and admits nobody', async ({ page, freshKiosk }) => {
  test.setTimeout(240_000);
  await page.goto(freshKiosk.address);
  await signIn(page, 'administrator');
  const names = await page
    .locator('[data-test^="nav-"]')
    .evaluateAll((all) => all.map((one) => (one.getAttribute('data-test') ?? '').slice('nav-'.length)));
  const states = [
    ...names.filter((name) => name !== 'lane').map((name) => [name, 'as it opens', undefined] as const),
    ...viewStates,
  ];
  for (const [view, state, open] of states) {
    await test.step(`${view}: ${state}`, async () => {
      for (const [ending, end] of bursts) {
        const name = `${view}, ${state}, ${ending}`;
        await page.getByTestId(`nav-${view}`).click();
        if (view === 'bus') await emptyBus(page);
        await open?.(page);
        const before = await recorded(page);
        const stack = page.getByTestId('bus-count');
        const stacked = view === 'bus' ? Number(await stack.getAttribute('data-scanned')) : 0;
        const lines = next();
        await scan(page, lines, { end });
        if (view === 'devices')
          await expect(page.getByTestId('device-latest'), name).toContainText(lines.slice(-44, -35));
        else if (view === 'bus') await expect(stack, name).toHaveAttribute('data-scanned', String(stacked + 1));
        else await expect.poll(() => held(page), { message: name, intervals: [20] }).toBe(1);
        await page.waitForTimeout(100);
        expect(await recorded(page), name).toEqual(before);
        if (view !== 'devices' && view !== 'bus') await clear(page);
      }
    });
  }
});
