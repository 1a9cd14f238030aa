// How the views beside the lane come to their states, by keyboard and reader.
import { expect, type Page } from '@playwright/test';
import { minor, next, pastTail, press, seen, type Opening } from './burst-states.ts';
import { scan } from './wedge.ts';

/** Back to an empty stack, by keys. */
export const emptyBus = async (page: Page): Promise<void> => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press(page, 'Escape');
  if ((await page.getByTestId('bus-count').getAttribute('data-scanned')) === '0') return;
  await press(page, 'Control+Delete', 'Control+Delete');
  await expect(page.getByTestId('bus-count')).toHaveAttribute('data-scanned', '0');
};

const scanOnBus = async (page: Page, lines: string): Promise<void> => {
  const bus = page.getByTestId('bus-count');
  const before = Number(await bus.getAttribute('data-scanned'));
  await scan(page, lines);
  await expect(bus).toHaveAttribute('data-scanned', String(before + 1));
  await expect(bus).toHaveAttribute('data-unread', '0');
  await page.waitForTimeout(pastTail);
};

/** States of views beside the lane: the view's name, then how it is brought there. The view as it opens is tried of every view. */
export const viewStates: readonly (readonly [view: string, state: string, open: Opening])[] = [
  ['manual', 'a line being typed', (page) => page.getByTestId('quick-line').fill('4511 123456')],
  ['manual', 'a field being typed', (page) => page.getByTestId('field-number').fill('4511')],
  ['second', 'a reason asked', (page) => press(page, 'F9', '2')],
  [
    'second',
    'its words being typed',
    async (page) => {
      await press(page, 'F8', '1');
      await page.locator('#reason-note').focus();
    },
  ],
  ['log', 'somebody looked up', (page) => page.getByTestId('look-up-text').fill('Колесова')],
  ['tally', 'a day being typed', (page) => page.getByTestId('tally-from').focus()],
  ['sync', 'an address being typed', (page) => page.getByTestId('sync-url').focus()],
  ['admin', 'an officer being typed', (page) => page.getByTestId('officer-badge').fill('O9')],
  ['admin', 'a PIN being typed', (page) => page.getByTestId('officer-pin').fill('12')],
  ['devices', 'a prefix being typed', (page) => page.getByTestId('wedge-prefix').focus()],
  [
    'bus',
    'everybody clean, Enter awake',
    async (page) => {
      await scanOnBus(page, next());
      await page.locator('[data-test=bus][data-armed=true]').waitFor();
    },
  ],
  ['bus', 'the plate being typed', (page) => press(page, 'F6')],
  [
    'bus',
    'a list being typed',
    async (page) => {
      await press(page, 'Control+l');
      await page.keyboard.insertText('НИКТО НИКОЛАЙ 4512 999999');
    },
  ],
  [
    'bus',
    'a reason asked',
    async (page) => {
      await scanOnBus(page, next());
      await press(page, 'Control+l');
      await page.keyboard.insertText('НИКТО НИКОЛАЙ 4512 999999');
      await press(page, 'Escape', 'F7');
      await seen(page, 'reason-picker');
    },
  ],
  [
    'bus',
    'asked who is with a minor',
    async (page) => {
      await scanOnBus(page, minor());
      await press(page, 'F4');
      await seen(page, 'companion-picker');
    },
  ],
  [
    'bus',
    'a document typed in place of one not read',
    async (page) => {
      await scanOnBus(page, '4607022500110');
      await press(page, 'Control+e');
      await page.getByTestId('field-surname').focus();
    },
  ],
  [
    'bus',
    'asked whether to empty it',
    async (page) => {
      await scanOnBus(page, next());
      await press(page, 'Control+Delete');
    },
  ],
];
