// How the lane comes to each of its states, by keyboard and reader.
import { expect, type Page } from '@playwright/test';
import { blotted } from '../adapters/reading/ocr/blotted.ts';
import { drop } from './drop.ts';
import { internalPassport, traveller } from './people.ts';
import { scan } from './wedge.ts';

/** Longer than two keys of a reader are apart: what is pressed here is an officer's. */
const asPerson = 120;
/** Longer than a burst's own Enter or Tab may be late. */
export const pastTail = 520;

let count = 1000;
/** Somebody new each time. */
export const next = (): string => traveller((count += 1));
export const minor = (): string =>
  internalPassport({
    surname: 'OBRAZCOV',
    given: 'IVAN<PETROVI3',
    number: `4524${String(500_000 + (count += 1))}`,
    birth: '100203',
    sex: 'M',
    issued: '240401',
  });

export const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    await page.waitForTimeout(asPerson);
    await page.keyboard.press(key);
  }
};
export const phase = (page: Page, name: string) => page.locator(`[data-test=lane][data-phase=${name}]`);
const armed = (page: Page): Promise<void> => page.locator('[data-test=lane][data-armed=true]').waitFor();
export const onDesk = async (page: Page, lines = next()): Promise<void> => {
  await scan(page, lines);
  await armed(page);
  await page.waitForTimeout(pastTail);
};
export const seen = (page: Page, id: string): Promise<void> =>
  page.getByTestId(id).first().waitFor({ timeout: 15_000 });

/** Documents the lane holds: the one on the desk, whatever became of it, and those that wait beside it. */
export const held = async (page: Page): Promise<number> => {
  const lane = page.getByTestId('lane');
  const isFree = (await lane.getAttribute('data-phase')) === 'idle';
  return Number(await lane.getAttribute('data-queue')) + (isFree ? 0 : 1);
};
/** Sequence numbers of crossings in the log after one of them, newest first; between two there may be entries of other kinds. */
export const recorded = async (page: Page, after = 0): Promise<number[]> => {
  const answer = await page.request.post(new URL('/api/call/recent', page.url()).href, {
    headers: { 'x-beket': '1', 'content-type': 'application/json' },
    data: { limit: 5 },
  });
  const { value } = (await answer.json()) as { value: { seq: number }[] };
  return value.map(({ seq }) => seq).filter((seq) => seq > after);
};
/** Back to an empty lane, by Escape alone. */
export const clear = async (page: Page): Promise<void> => {
  if ((await page.getByTestId('lane').count()) === 0) await page.keyboard.press('Alt+1');
  await expect(async () => {
    await page.keyboard.press('Escape');
    expect(await held(page)).toBe(0);
    expect(await page.locator('.side, [data-test=key-list]').count()).toBe(0);
  }).toPass({ intervals: [20], timeout: 10_000 });
  // Escape leaves what was being typed where it is.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
};

export type Opening = (page: Page) => Promise<void>;
/** How the lane comes to each of its states. A state holds as many documents as it was brought there with. */
export const laneStates: Readonly<Record<string, Opening>> = {
  'nobody on the desk': async () => undefined,
  'a document being read': async (page) => scan(page, next()),
  'no document': async (page) => {
    await scan(page, '4607022500110');
    await phase(page, 'unread').waitFor();
  },
  'a document not read in full': async (page) => {
    await scan(page, next().replace(/RUS\d{7}/, 'RUS<<<<<<<'));
    await phase(page, 'incomplete').waitFor();
  },
  'decided, the keys asleep': async (page) => {
    await scan(page, next());
    await phase(page, 'decided').waitFor();
  },
  'decided, the keys awake': (page) => onDesk(page),
  'articles shown': async (page) => {
    await onDesk(page);
    await press(page, 'F10');
  },
  'a reason for a refusal asked': async (page) => {
    await onDesk(page);
    await press(page, 'F9', '2');
    await page.locator('[data-option][aria-selected=true]').waitFor();
  },
  'the words of a reason being typed': async (page) => {
    await onDesk(page);
    await press(page, 'F7', '3');
    await page.locator('#reason-note').focus();
  },
  'a letter in doubt being typed': async (page) => {
    await drop(page, 'passport.png', 'image/png', await blotted('td3-kaz'));
    await seen(page, 'doubt');
    await press(page, 'Control+k');
    await expect(page.getByTestId('doubt').locator('input').first()).toBeFocused();
  },
  'fields typed over': async (page) => {
    await onDesk(page);
    await press(page, 'Control+e');
    await page.getByTestId('field-surname').focus();
  },
  'the traveller’s word': async (page) => {
    await onDesk(page);
    await press(page, 'Control+b', '1');
    await page.locator('#rebuttal-words').focus();
  },
  'a list of purposes open': async (page) => {
    await onDesk(page);
    await press(page, 'F3');
    await page.locator('[role=option]').first().waitFor();
  },
  'the plate being typed': async (page) => {
    await onDesk(page);
    await press(page, 'F6');
  },
  'remarks being typed': async (page) => {
    await onDesk(page);
    await press(page, 'F8');
  },
  'the list of keys': async (page) => {
    await onDesk(page);
    await press(page, 'Shift+?');
    await seen(page, 'key-list');
  },
  'the slip of the last': async (page) => {
    await onDesk(page);
    await press(page, 'Control+p');
    await seen(page, 'slip-paper');
  },
  'the last being corrected': async (page) => {
    await onDesk(page);
    await press(page, 'Control+z');
    await page.getByTestId('correct-reason').fill('Wrong lane sign');
  },
  'the correction to be confirmed': async (page) => {
    await onDesk(page);
    await press(page, 'Control+z');
    await page.getByTestId('correct-direction').selectOption('exit');
    await page.getByTestId('correct-reason').fill('Wrong lane sign');
    await page.getByTestId('correct-next').click();
    await page.getByTestId('witness-pin').fill('2000');
  },
  'a document taken away': async (page) => {
    await onDesk(page);
    await press(page, 'Escape');
    await seen(page, 'cleared');
  },
  'two waiting already': async (page) => {
    await onDesk(page);
    for (const lines of [next(), next()]) await scan(page, lines);
    await page.locator('[data-queue="2"]').waitFor();
  },
  'asked who is with a minor': async (page) => {
    await press(page, 'Control+g');
    await seen(page, 'vehicle');
    await onDesk(page, minor());
    await press(page, 'Enter');
    await seen(page, 'companion-picker');
  },
};
