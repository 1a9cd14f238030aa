// The steps of a day at a post, each by keyboard and reader only.
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import type { DemoPerson } from '../../src/domain/demo-people.ts';
import { printMrz, type PrintedFormat } from '../../src/domain/document/print-mrz.ts';
import type { Officer } from './officer.ts';
import type { Crossed } from './work-day.ts';
import type { Deed } from './whole-day-count.ts';
import { giveReason, scan } from './wedge.ts';

/** Longer than a reader's own Enter may come late, in milliseconds. */
const aMoment = 520;

export const pins = { 'KZ-01': '246810', O300: '3000', S200: '2000', S201: '2010' } as const;
type Badge = keyof typeof pins;

/** An empty desk gets its administrator, an officer and two supervisors. Answers its post. */
export const setUp = async (page: Page, { press, fill, reach, type }: Officer): Promise<string> => {
  await reach('set-up-post');
  await press('ArrowDown');
  const post = await page.getByTestId('set-up-post').inputValue();
  await fill('set-up-lane', '3');
  await fill('set-up-badge', 'KZ-01');
  await fill('set-up-name', 'Айгүл Сынақова');
  await fill('set-up-pin', pins['KZ-01']);
  await fill('set-up-again', pins['KZ-01']);
  await press('Enter');
  await expect(page.getByTestId('recovery-first')).toBeVisible({ timeout: 20_000 });
  await reach('recovery-later');
  await press('Enter');
  await press('Alt+7');
  const people = [
    ['O300', 'Марат Сапаров', 0],
    ['S200', 'Ерлан Қайратов', 1],
    ['S201', 'Дина Омарова', 1],
  ] as const;
  for (const [badge, name, role] of people) {
    await fill('officer-badge', badge);
    await fill('officer-name', name);
    await reach('officer-role');
    for (let step = 0; step < role; step += 1) await press('ArrowDown');
    await fill('officer-pin', pins[badge]);
    await reach('officer-reason');
    await type('new at the post');
    await press('Enter');
    await expect(page.getByTestId('officers').getByRole('row').filter({ hasText: badge })).toBeVisible();
  }
  await press('Alt+Q');
  return post;
};

export const signInAs = async (page: Page, { press, fill }: Officer, badge: Badge): Promise<void> => {
  await fill('badge', badge);
  await fill('pin', pins[badge]);
  await press('Enter');
  await expect(page.getByTestId('sign-out')).toBeVisible({ timeout: 20_000 });
};

/** As a field shows it: `22.11.2026`, `08:00`. */
export type Moment = { readonly day: string; readonly time: string };

/** A shift of two lanes; the ultraviolet lamp was found dark. Answers when it begins. */
export const openShift = async (page: Page, { press, fill, reach }: Officer): Promise<Moment> => {
  await press('Alt+5');
  const [day = '', time = ''] = (await page.locator('#shift-from').inputValue()).split(' ');
  await fill('shift-officers', 'O300');
  await fill('shift-lanes', '3 4');
  await reach('opening-lamp');
  await press('Space');
  await reach('shift-open');
  await press('Enter');
  await expect(page.getByTestId('shift-current')).toContainText('S200, O300');
  return { day, time };
};

/** A coach: all documents in one stack; whose are not in order go to the second line, all others by one confirmation. */
export const takeCoach = async (
  page: Page,
  { press }: Officer,
  riders: readonly DemoPerson[],
  direction: Deed['direction'],
): Promise<Deed[]> => {
  await press('Alt+9');
  await expect(page.getByTestId('bus')).toBeVisible();
  if (direction === 'exit') await press('F2');
  for (const { document } of riders) await scan(page, printMrz(document, document.format as PrintedFormat));
  const count = page.getByTestId('bus-count');
  await expect(count).toHaveAttribute('data-scanned', String(riders.length));
  await expect(count).toHaveAttribute('data-unread', '0', { timeout: 20_000 });
  await page.waitForTimeout(aMoment);
  const open = page.getByTestId('bus-exceptions').locator('> li');
  const sent = await open.locator('.who').allInnerTexts();
  for (let left = sent.length; left > 0; left -= 1) {
    await press('F7');
    await giveReason(page);
    await expect(open).toHaveCount(left - 1);
  }
  await page.locator('[data-test=bus][data-armed=true]').waitFor();
  await page.waitForTimeout(aMoment);
  await press('Enter');
  await expect(page.getByTestId('bus-done')).toContainText(String(riders.length));
  await press('Alt+1');
  return riders.map((person) => {
    const isSent = sent.some((words) => words.includes(person.document.number));
    const said = isSent ? ({ advice: 'second-line', key: 'F7' } as const) : ({ advice: 'ok', key: 'Enter' } as const);
    return deedOf({ ...said, person, kind: 'scan', keys: 0 }, direction, 'bus');
  });
};

type Change = { readonly turn?: true; readonly moment?: Moment };

/** Corrects the traveller recorded last, or makes them void; a supervisor confirms it with a PIN. */
export const mendLast = async (
  page: Page,
  { press, type, fill, reach }: Officer,
  { turn, moment }: Change = {},
): Promise<void> => {
  await press('Control+z');
  await expect(page.getByTestId('correct-direction')).toBeFocused();
  const direction = page.getByTestId('correct-direction');
  if (turn) await press((await direction.inputValue()) === 'entry' ? 'ArrowDown' : 'ArrowUp');
  if (moment) {
    await fill('correct-day', moment.day);
    await fill('correct-time', moment.time);
  }
  await reach('correct-reason');
  await type('taken down wrongly');
  if (!turn && !moment) await reach('correct-void');
  await press('Enter');
  await expect(page.getByTestId('correct-confirm')).toBeVisible();
  if ((await page.getByTestId('witness').count()) > 0) {
    await expect(page.getByTestId('witness-badge')).toBeFocused();
    await type('S200');
    await fill('witness-pin', pins.S200);
  }
  await press('Enter');
  await expect(page.getByTestId('correction')).toHaveCount(0);
};

/** Settles so many of those who wait, oldest first: every second is refused. Answers what became of each. */
export const settle = async (page: Page, { press }: Officer, many: number): Promise<('admit' | 'refuse')[]> => {
  await press('Alt+3');
  const queue = page.getByTestId('second-queue').locator('> li');
  await expect(queue.first()).toBeVisible();
  const waiting = await queue.count();
  const said: ('admit' | 'refuse')[] = [];
  while (said.length < many) {
    const word = said.length % 2 === 0 ? 'admit' : 'refuse';
    await press(word === 'admit' ? 'F8' : 'F9');
    await giveReason(page);
    said.push(word);
    await expect(queue).toHaveCount(waiting - said.length);
  }
  return said;
};

/** The shift is handed over to the next supervisor and closed: what is dark and what was seized is said, both show their PIN. */
export const closeShift = async (page: Page, { press, type, fill, reach }: Officer): Promise<void> => {
  await press('Alt+5');
  await reach('shift-close');
  await press('Enter');
  await fill('handover-lamp-note', 'dark at one end');
  await reach('seized-add');
  await press('Enter');
  await reach('seized-0', 'back');
  await type('passport, the safe of the post');
  await fill('handover-remarks', 'some wait at the second line');
  await fill('outgoing-badge', 'S200');
  await fill('outgoing-pin', pins.S200);
  await fill('incoming-badge', 'S201');
  await fill('incoming-pin', pins.S201);
  await press('Enter');
  await expect(page.getByTestId('shift-pdf')).toBeVisible({ timeout: 20_000 });
};

/** What a press of a button or a link, reached by Tab, saves. */
export const savedBy = async (page: Page, act: () => Promise<void>): Promise<Buffer> => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFile(await download.path());
};

export const deedOf = (
  { person, kind, advice, key }: Crossed,
  direction: Deed['direction'],
  transport = 'car',
): Deed => ({
  document: person.document,
  isManual: kind === 'manual',
  officer: 'O300',
  transport,
  direction,
  action: ({ Enter: 'admit', F7: 'refer', F9: 'refuse' } as const)[key],
  isOverride: key === 'Enter' && advice === 'second-line',
  wasReferred: key === 'F7',
  ...(key === 'F9' && { reason: 'DOC_INVALID' }),
  corrections: 0,
});
