import type { Page } from '@playwright/test';
import { typeByHand } from './wedge.ts';

/** Somebody at a desk with a keyboard and nothing else. */
export type Officer = {
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Moves the focus there by Tab alone, or backwards. */
  reach(test: string, back?: 'back'): Promise<void>;
  /** Reaches a field and types over what stands in it. */
  fill(test: string, text: string): Promise<void>;
  /** Keys pressed so far. */
  keys(): number;
};

const most = 150;

export const officerAt = (page: Page): Officer => {
  let keys = 0;
  const hasFocus = (test: string): Promise<boolean> =>
    page.evaluate((name) => document.activeElement?.getAttribute('data-test') === name, test);
  const press = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) {
      keys += 1;
      await page.keyboard.press(key);
    }
  };
  const type = async (text: string): Promise<void> => {
    keys += text.length;
    await typeByHand(page, text);
  };
  const reach = async (test: string, back?: 'back'): Promise<void> => {
    await page.getByTestId(test).first().waitFor();
    for (let tabs = 0; !(await hasFocus(test)); tabs += 1) {
      if (tabs > most) throw new Error(`${test} is not reached by Tab`);
      await press(back ? 'Shift+Tab' : 'Tab');
    }
  };
  return {
    ...{ press, type, reach },
    fill: async (test, text) => {
      await reach(test);
      await press('Control+a');
      await type(text);
    },
    keys: () => keys,
  };
};
