import type { Page } from '@playwright/test';
import { inventPerson, type DemoPerson } from '../../src/domain/demo-people.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { printMrz, type PrintedFormat } from '../../src/domain/document/print-mrz.ts';
import { giveReason, scan, typeByHand } from './wedge.ts';

/** 22 November 2026 as a day number. */
export const workDayToday = 20_779;

export type Key = 'Enter' | 'F7' | 'F9';
export type Crossed = {
  readonly person: DemoPerson;
  readonly kind: 'scan' | 'manual';
  readonly advice: string;
  readonly key: Key;
  /** Keys the officer pressed; a reader's own are not the officer's. */
  readonly keys: number;
};
export type WorkDay = {
  readonly crossed: readonly Crossed[];
  /** Milliseconds from the last character to the painted decision, and from the officer's key to a desk ready for the next. */
  readonly decidedMs: readonly number[];
  readonly readyMs: readonly number[];
};

/** The same invented travellers for the same seed: the mix of domain.md §8, papers without machine-readable lines included. */
export const inventTravellers = (count: number, seed: number): DemoPerson[] => {
  const dice = createDice(seed);
  return Array.from({ length: count }, () => inventPerson(dice, workDayToday));
};

/** Runs in the page before anything of ours: notes when keys came and when what follows from them was on the glass. */
export const watchPage = (): void => {
  const times: { decided: number[]; ready: number[] } = { decided: [], ready: [] };
  Object.assign(globalThis, { beketTimes: times });
  let lastKey = 0;
  let before = '';
  addEventListener('keydown', (event) => (lastKey = event.timeStamp), { capture: true });
  // The page marks a decision two frames after it was written.
  new PerformanceObserver((list) => {
    for (const mark of list.getEntriesByName('beket:decision-painted')) times.decided.push(mark.startTime - lastKey);
  }).observe({ type: 'mark' });
  new MutationObserver(() => {
    const phase = document.querySelector('[data-test=lane]')?.getAttribute('data-phase') ?? '';
    const isReady = phase === 'idle' && before === 'decided';
    before = phase;
    if (!isReady) return;
    const from = lastKey;
    requestAnimationFrame(() => setTimeout(() => times.ready.push(performance.now() - from)));
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-phase'] });
};

const slowly = { delay: 90 };

/** Signs in by the keyboard alone. */
export const signInByKeys = async (page: Page, badge: string, pin: string): Promise<void> => {
  await page.getByTestId('badge').waitFor();
  await page.keyboard.type(badge, slowly);
  await page.keyboard.press('Tab');
  await page.keyboard.type(pin, slowly);
  await page.waitForTimeout(600);
  await page.keyboard.press('Enter');
  await page.getByTestId('lane').waitFor();
};

const shortDate = (date: string): string => date.split('-').reverse().join('.');

/** What an expert types of a passport without machine-readable lines, in one line. */
const typedLine = ({ document }: DemoPerson): string => {
  const { surname, givenNames, patronymic } = document.nativeName ?? document;
  const sex = document.sex === 'M' ? 'м' : 'ж';
  return [document.number, surname, givenNames, patronymic, shortDate(document.birthDate), sex]
    .filter(Boolean)
    .join(' ');
};

/** A reader's own Enter may come this late, in milliseconds: until then an Enter is taken for it. */
const tail = 520;

const bring = async (page: Page, person: DemoPerson, live: boolean): Promise<number> => {
  if (!person.isManual) {
    await scan(page, printMrz(person.document, person.document.format as PrintedFormat), { live });
    return 0;
  }
  const line = typedLine(person);
  await page.keyboard.press('Alt+2');
  await page.getByTestId('quick-line').waitFor();
  await typeByHand(page, line);
  await page.waitForTimeout(tail);
  await page.keyboard.press('Enter');
  return line.length + 2;
};

type Answer = (advice: string, person: DemoPerson) => Key;
/** Whom the desk would see at the second line is sent there. */
const usual: Answer = (advice) => (advice === 'second-line' ? 'F7' : 'Enter');

/** Decides on the case on the desk while so many others wait; `since`: when the last of them was brought. */
const decideByKeys = async (page: Page, waiting: number, since: number, choose: (advice: string) => Key) => {
  await page.locator(`[data-test=lane][data-armed=true][data-queue="${waiting}"]`).waitFor();
  const advice = (await page.getByTestId('verdict').getAttribute('data-advice')) ?? 'none';
  const key = choose(advice);
  await page.waitForTimeout(Math.max(0, since + tail - Date.now()));
  await page.keyboard.press(key);
  const isAsked = key === 'F9' || (key === 'Enter') === (advice === 'second-line');
  if (isAsked) await giveReason(page);
  const after = waiting > 0 ? `[data-queue="${waiting - 1}"]` : '[data-phase=idle]';
  await page.locator(`[data-test=lane]${after}`).waitFor();
  return { advice, key, keys: isAsked ? 3 : 1 };
};

/** Who comes in one car hands over all documents at once; a paper that must be typed comes alone. */
const carsOf = (travellers: readonly DemoPerson[], seats: number): DemoPerson[][] => {
  const cars: DemoPerson[][] = [];
  for (const person of travellers) {
    const last = cars.at(-1);
    const isAlone = !last || last.length === seats || person.isManual || last.some(({ isManual }) => isManual);
    if (isAlone) cars.push([person]);
    else last.push(person);
  }
  return cars;
};

/** Takes travellers through the lane by keyboard and reader only. */
export const takeThrough = async (
  page: Page,
  travellers: readonly DemoPerson[],
  { seats = 1, answer = usual, live = false }: { seats?: number; answer?: Answer; live?: boolean } = {},
): Promise<Crossed[]> => {
  const crossed: Crossed[] = [];
  for (const car of carsOf(travellers, seats)) {
    const brought: number[] = [];
    for (const person of car) brought.push(await bring(page, person, live));
    const since = Date.now();
    for (const [index, person] of car.entries()) {
      const decided = await decideByKeys(page, car.length - 1 - index, since, (advice) => answer(advice, person));
      const kind = person.isManual ? 'manual' : 'scan';
      crossed.push({ ...decided, person, kind, keys: (brought[index] ?? 0) + decided.keys });
    }
  }
  return crossed;
};

/** The same one by one, on a page that `watchPage` watches; `live` where the times are to be believed. */
export const work = async (page: Page, travellers: readonly DemoPerson[], live = false): Promise<WorkDay> => {
  const crossed = await takeThrough(page, travellers, { live });
  await page.waitForTimeout(200);
  const { decided, ready } = await page.evaluate(
    () => (globalThis as unknown as { beketTimes: { decided: number[]; ready: number[] } }).beketTimes,
  );
  return { crossed, decidedMs: decided, readyMs: ready };
};
