// A whole day at a post: the shift opened, 200 travellers, second line, corrections, the shift handed over and signed, the log
// at the centre, and an administrator there who sees the same numbers. By keyboard and reader only.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { SignedTally } from '../../src/domain/signed-tally.ts';
import { tallyLabel } from '../../src/domain/tally-words.ts';
import { expect, test } from './electron-desk.ts';
import type { Centre } from './fixtures.ts';
import { officerAt, type Officer } from './officer.ts';
import {
  closeShift,
  deedOf,
  mendLast,
  openShift,
  savedBy,
  setUp,
  settle,
  signInAs,
  takeCoach,
  type Moment,
} from './whole-day.ts';
import { countDay, readTally, type Deed } from './whole-day-count.ts';
import { inventTravellers, takeThrough } from './work-day.ts';
import { scan } from './wedge.ts';

type Figures = Record<string, unknown>;

const today = (): string => new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Almaty' }).format(new Date());

// Two hundred travellers are thousands of keys: a trace of them would take longer than the day.
test.use({ trace: 'off' });

/** Two hundred of the usual mix: two coaches, one each way, and all others in cars of up to five. */
const twoHundred = () => {
  const people = inventTravellers(200, 8);
  const isByCoach = ({ isManual, document: { citizenship, birthDate } }: (typeof people)[number]): boolean =>
    !isManual && ['RUS', 'KAZ'].includes(citizenship) && birthDate < '2000';
  const byCoach = people.filter(isByCoach).slice(0, 110);
  const byCar = people.filter((person) => !byCoach.includes(person));
  return {
    coaches: [byCoach.slice(0, 55), byCoach.slice(55)] as const,
    cars: [byCar.slice(0, 45), byCar.slice(45)] as const,
  };
};

const workDay = async (page: Page, officer: Officer, shiftFrom: Moment): Promise<{ deeds: Deed[]; keys: number }> => {
  const { coaches, cars } = twoHundred();
  let isFirst = true;
  const answer = (advice: string) => {
    if (advice !== 'second-line') return 'Enter';
    // The first of whom the desk advises the second line is admitted after a look at the page.
    const key = isFirst ? 'Enter' : 'F7';
    isFirst = false;
    return key;
  };
  const entered = await takeThrough(page, cars[0], { seats: 5, answer });
  const came = entered.map((one) => deedOf(one, 'entry'));
  // The last was taken down twice.
  await mendLast(page, officer);
  Object.assign(came.at(-1) as Deed, { isVoid: true });
  const before = officer.keys();
  const rode = await takeCoach(page, officer, coaches[0], 'entry');
  rode.push(...(await takeCoach(page, officer, coaches[1], 'exit')));
  const coachKeys = officer.keys() - before;
  await officer.press('F2');
  let place = 0;
  const refuseOne = (advice: string) => ((place += 1) === 30 ? 'F9' : answer(advice));
  const gone = await takeThrough(page, cars[1], { seats: 5, answer: refuseOne });
  const left = gone.map((one) => deedOf(one, 'exit'));
  // The last of them came in, and crossed when the shift began.
  await mendLast(page, officer, { turn: true });
  await mendLast(page, officer, { moment: shiftFrom });
  Object.assign(left.at(-1) as Deed, { direction: 'entry', corrections: 2 });
  const keys = [...entered, ...gone].reduce((sum, one) => sum + one.keys, coachKeys);
  return { deeds: [...came, ...rode, ...left], keys };
};

/** The line that the command prints. A square that is no travel document ends it with 1, and is told all the same. */
const beket = (...args: string[]): Figures =>
  JSON.parse(spawnSync(process.execPath, ['out/main/cli.js', ...args], { encoding: 'utf8' }).stdout) as Figures;

/** What is signed, as data and on paper: genuine, and with the figures of the day in print. */
const signed = async (page: Page, officer: Officer, folder: string): Promise<SignedTally> => {
  const save = async (test: string): Promise<Buffer> => {
    await officer.reach(test);
    return savedBy(page, () => officer.press('Enter'));
  };
  expect((await save('shift-handover')).subarray(0, 5).toString()).toBe('%PDF-');
  const [pdf, json] = [join(folder, 'tally.pdf'), join(folder, 'tally.json')];
  writeFileSync(pdf, await save('shift-pdf'));
  const data = await save('shift-json');
  writeFileSync(json, data);
  for (const file of [pdf, json]) expect(beket('verify', file)).toMatchObject({ ok: true, kind: 'signed-tally' });
  const tally = JSON.parse(data.toString()) as SignedTally;
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  const figures = readTally(tally.tally);
  const line = (...cells: readonly (string | number)[]): RegExp => new RegExp(cells.join('\\s+'));
  for (const [state, { entry, exit }] of Object.entries(figures.byCitizenship))
    expect(text).toMatch(line(state, '.*', entry, exit, entry + exit));
  const { entry, exit } = figures.byOfficer['O300'] ?? { entry: 0, exit: 0 };
  expect(text).toMatch(line('O300', entry, exit, entry + exit));
  for (const label of ['minors', 'iins', 'manual', 'overrides', 'corrections', 'voided'] as const)
    expect(text.replace(/\s+/g, ' ')).toContain(` ${tallyLabel(label, 'kk')} ${figures[label]} `);
  // The square on the first page, read from the picture of the paper and handed to the desk by a keyboard reader.
  execFileSync('pdftoppm', ['-r', '200', '-png', '-f', '1', '-l', '1', '-singlefile', pdf, join(folder, 'paper')]);
  const paper = join(folder, 'paper.png');
  expect(beket('verify', paper)).toMatchObject({ ok: true, kind: 'seal' });
  await officer.press('F4');
  await expect(page.getByTestId('check-paper')).toBeVisible();
  await scan(page, String(beket('read', paper)['text']));
  await expect(page.getByTestId('paper-verdict')).toHaveAttribute('data-verdict', 'genuine');
  await officer.press('Escape');
  return tally;
};

/** The desk is joined to its centre, and everything goes there. */
const sync = async (page: Page, officer: Officer, centre: Centre, post: string): Promise<void> => {
  await signInAs(page, officer, 'KZ-01');
  await officer.press('Alt+6');
  await officer.fill('sync-url', centre.address);
  await officer.fill('sync-code', await centre.code(post, '3'));
  await officer.fill('sync-reason', 'the line is here');
  await officer.press('Enter');
  await expect(page.getByTestId('sync-unsent')).toContainText(/^\s*0/, { timeout: 45_000 });
};

/** What an administrator of the centre reads: the tables of the page, and the file behind its link. */
const atCentre = async (browser: Browser, centre: Centre) => {
  const context = await browser.newContext({ locale: 'ru-RU' });
  const page = await context.newPage();
  const { type, press } = officerAt(page);
  await page.goto(new URL('/reports?language=ru', centre.address).href);
  await expect(page.locator('input[name=token]')).toBeFocused();
  await type(await centre.token());
  await press('Enter');
  await expect(page.locator('.sum strong').first()).toBeVisible();
  const total = Number((await page.locator('.sum strong').first().innerText()).replace(/\D/g, ''));
  const rows = await page
    .locator('.columns tbody')
    .evaluateAll((all) =>
      all.map((body) => [...body.querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => cell.innerText))),
    );
  await page.screenshot({ path: 'test-results/pictures/whole-day-centre.png', fullPage: true });
  const link = page.locator('a[href^="/reports/tally.json"]');
  while (!(await link.evaluate((one) => one === document.activeElement))) await press('Tab');
  const tally = JSON.parse((await savedBy(page, () => press('Enter'))).toString()) as Figures;
  await context.close();
  return { total, rows, tally };
};

/** Of those sent to the second line so many are settled before the shift ends; the next shift takes over the others. */
const settled = 6;

const withoutPeriod = (tally: Figures): Figures => ({ ...tally, period: undefined });

test('a whole day: shift, 200 travellers, second line, corrections, handover, tally signed and seen at the centre', async ({
  desk,
  freshCentre,
  browser,
}, { outputDir }) => {
  test.setTimeout(600_000);
  const begun = Date.now();
  const { page } = desk;
  const officer = officerAt(page);
  const folder = outputDir;
  mkdirSync(folder, { recursive: true });
  const times: Record<string, number> = {};
  const timed = async <T>(name: string, part: () => Promise<T>): Promise<T> => {
    const start = Date.now();
    const result = await part();
    times[name] = Math.round((Date.now() - start) / 100) / 10;
    return result;
  };
  const post = await timed('setUp', () => setUp(page, officer));
  const from = await timed('opening', async () => {
    await signInAs(page, officer, 'S200');
    const shiftFrom = await openShift(page, officer);
    await officer.press('Alt+Q');
    await signInAs(page, officer, 'O300');
    return shiftFrom;
  });
  const { deeds, keys } = await timed('travellers', () => workDay(page, officer, from));
  expect(deeds).toHaveLength(200);
  const { tally, statement } = await timed('closing', async () => {
    await officer.press('Alt+Q');
    await signInAs(page, officer, 'S200');
    const waiting = deeds.filter(({ wasReferred, isVoid }) => wasReferred && !isVoid);
    expect(waiting.length).toBeGreaterThan(settled);
    const said = await settle(page, officer, settled);
    for (const [index, action] of said.entries())
      Object.assign(waiting[index] as Deed, { action, ...(action === 'refuse' && { reason: 'DOC_INVALID' }) });
    await closeShift(page, officer);
    return signed(page, officer, folder);
  });
  expect(readTally(tally)).toEqual(countDay(deeds, today()));
  expect(tally['vehicles']).toEqual([{ transport: 'bus', entry: 1, exit: 1 }]);

  await officer.press('Alt+Q');
  await timed('sync', () => sync(page, officer, freshCentre, post));
  const seen = await timed('centre', () => atCentre(browser, freshCentre));
  // Figure for figure what the desk has signed; only the period is asked for in days there.
  expect(withoutPeriod(seen.tally)).toEqual(withoutPeriod(tally));
  expect(seen.total).toBe((tally['persons'] as { total: number }).total);
  const groups = ['byOutcome', 'byPost', 'byCitizenship', 'byDocument', 'byTransport'];
  const figuresOf = (name: string): string[][] =>
    (tally[name] as { entry: number; exit: number }[]).map(({ entry, exit }) => [String(entry), String(exit)]);
  expect(seen.rows.map((rows) => rows.map((cells) => cells.slice(1)))).toEqual(groups.map(figuresOf));
  const days = [from.day.split('.').reverse().join('-'), today()];
  const answer = (await freshCentre.report(`/v1/tally?from=${days[0]}&to=${days[1]}`)) as { tally: Figures };
  expect(withoutPeriod(answer.tally)).toEqual(withoutPeriod(tally));
  const { trend } = (await freshCentre.report(`/v1/trend?since=${days[0]}`)) as { trend: { rows: Figures[] } };
  const sumOf = (name: string): number => trend.rows.reduce((sum, row) => sum + Number(row[name]), 0);
  const { persons, secondLine, byOutcome } = readTally(tally);
  const { refuse: refused = { entry: 0, exit: 0 } } = byOutcome;
  expect([sumOf('entry'), sumOf('exit'), sumOf('referred'), sumOf('refused')]).toEqual([
    persons.entry,
    persons.exit,
    secondLine.referred,
    refused.entry + refused.exit,
  ]);
  expect(statement).toContain('BEKET-SHIFT:1');
  const seconds = Math.round((Date.now() - begun) / 100) / 10;
  console.log(
    JSON.stringify({
      seconds,
      ...times,
      secondsPerTraveller: (times['travellers'] ?? 0) / 200,
      keysPerTraveller: keys / 200,
    }),
  );
});
