import { expect, type CDPSession, type Page } from '@playwright/test';

type Key = { readonly code: string; readonly shift: boolean };

const shifted: Readonly<Record<string, string>> = {
  '<': 'Comma',
  '>': 'Period',
  '?': 'Slash',
  ':': 'Semicolon',
  _: 'Minus',
  '+': 'Equal',
};
const plain: Readonly<Record<string, string>> = {
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  ' ': 'Space',
  '-': 'Minus',
};

/** The physical key a reader set to the US layout presses for a character. */
const keyOf = (character: string): Key => {
  if (/[A-Z]/.test(character)) return { code: `Key${character}`, shift: true };
  if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, shift: false };
  if (/\d/.test(character)) return { code: `Digit${character}`, shift: false };
  const code = shifted[character];
  if (code !== undefined) return { code, shift: true };
  const other = plain[character];
  if (other !== undefined) return { code: other, shift: false };
  if (character === '\r' || character === '\n') return { code: 'Enter', shift: false };
  if (character === '\t') return { code: 'Tab', shift: false };
  throw new Error(`no key for ${JSON.stringify(character)}`);
};

/** What the Russian layout of the system makes of the physical keys: a reader's letters arrive as these. */
const russian: Readonly<Record<string, string>> = Object.fromEntries(
  [...'QWERTYUIOPASDFGHJKLZXCVBNM'].map((letter, index) => [
    `Key${letter}`,
    [...'ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ'][index] ?? '',
  ]),
);

export type Layout = 'us' | 'russian';

/** Keys a reader sends after its text: what they type, and their number on Windows, which Chromium wants. */
const endings: Readonly<Record<string, { readonly text: string; readonly windows: number }>> = {
  Enter: { text: '\r', windows: 13 },
  Tab: { text: '', windows: 9 },
};

const characterOf = ({ code, shift }: Key, typed: string, layout: Layout): string => {
  if (layout === 'us') return typed;
  const letter = russian[code];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  return code === 'Comma' ? (shift ? 'Б' : 'б') : typed;
};

type Pace = { readonly gap: number; readonly layout?: Layout; readonly live?: boolean };

const isOnUsKeys = (character: string): boolean => character <= '~';

const until = (time: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, time - Date.now())));

/**
 * Real key events, `gap` milliseconds apart by the events' own clock, whatever the machine's load. A letter that no US key has
 * comes without a key, as from the layout of its alphabet. `live` keys come as time passes, for who measures it: all at once,
 * their way through the browser would count as the page's.
 */
const typeKeys = async (page: Page, text: string, { gap, layout = 'us', live = false }: Pace): Promise<void> => {
  const line: CDPSession = await page.context().newCDPSession(page);
  const keys = [...text];
  // The last key is now: a time to come would swallow what the officer presses next.
  const begin = Date.now() / 1000 - (live ? 0 : (keys.length * gap) / 1000);
  const strike = (typed: string, index: number) => {
    if (!isOnUsKeys(typed)) return [line.send('Input.insertText', { text: typed })];
    const key = keyOf(typed);
    const timestamp = begin + (index * gap) / 1000;
    const ending = endings[key.code];
    const character = ending?.text ?? characterOf(key, typed, layout);
    const common = {
      code: key.code,
      key: ending ? key.code : character,
      modifiers: key.shift ? 8 : 0,
      windowsVirtualKeyCode: ending?.windows ?? 0,
      ...(!live && { timestamp }),
    };
    return [
      // A Tab moves the focus and types nothing: Chromium takes it so only without a text.
      line.send('Input.dispatchKeyEvent', { type: 'keyDown', ...(character && { text: character }), ...common }),
      line.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common }),
    ];
  };
  const sent: Promise<unknown>[] = [];
  for (const [index, typed] of keys.entries()) {
    if (live) await until(begin * 1000 + index * gap);
    sent.push(...strike(typed, index));
  }
  await Promise.all(sent);
  await line.detach();
};

/** Types a burst as a keyboard-wedge reader does. `end` is what the reader sends after it. */
export const scan = (
  page: Page,
  text: string,
  { end = '\r', gap = 8, layout = 'us', live = false }: Partial<Pace> & { end?: string } = {},
): Promise<void> => typeKeys(page, text + end, { gap, layout, live });

/** Types as a person does, a hundred milliseconds between keys, without waiting for them to pass. */
export const typeByHand = (page: Page, text: string): Promise<void> => typeKeys(page, text, { gap: 100 });

/** The officer's key, once the decision has been looked at and the reader's own Enter can no longer be meant. */
export const decide = async (page: Page, key: 'Enter' | 'F7' | 'F9'): Promise<void> => {
  await expect(page.getByTestId('admit')).toBeEnabled();
  await page.waitForTimeout(600);
  await page.keyboard.press(key);
};

/** Picks the first reason offered and confirms it, as slowly as a person: two keys within 80 ms are a reader's. */
export const giveReason = async (page: Page): Promise<void> => {
  await expect(page.getByTestId('reason-picker')).toBeVisible();
  await page.waitForTimeout(150);
  await page.keyboard.press('1');
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('reason-picker')).toHaveCount(0);
};
