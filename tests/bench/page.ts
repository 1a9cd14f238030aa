import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, selectors } from '@playwright/test';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { hashPin } from '../../src/adapters/vault-pin.ts';
import { ageOn, majority } from '../../src/domain/age.ts';
import { inventWatchlist } from '../../src/domain/demo-watchlist.ts';
import { dayText } from '../../src/domain/local-time.ts';
import { findTestBrowser } from '../e2e/browser.ts';
import { start } from '../e2e/program.ts';
import { inventTravellers, signInByKeys, watchPage, work, workDayToday, type Crossed } from '../e2e/work-day.ts';
import { filledLog, quantileOf } from './filled-log.ts';

const seed = 3;
const listed = 4;

/** An officer to sign in, and a list with a few of the travellers to come: new people each time the same log is used. */
const prepare = async (folder: string, count: number): Promise<ReturnType<typeof inventTravellers>> => {
  const data = openData({ folder });
  const travellers = inventTravellers(count, seed + data.log.head().seq);
  data.officers.save({ badge: 'O300', name: 'Bench', role: 'officer', active: true }, await hashPin('3000'));
  data.watchlist.replace(inventWatchlist(travellers.slice(10, 10 + listed)), new Date().toISOString());
  data.close();
  return travellers;
};

const keysOf = (crossed: readonly Crossed[]): Record<string, number> => {
  const mean = (of: readonly Crossed[]): number => of.reduce((sum, { keys }) => sum + keys, 0) / of.length;
  const [scans, typed] = [
    crossed.filter(({ kind }) => kind === 'scan'),
    crossed.filter(({ kind }) => kind === 'manual'),
  ];
  const clean = scans.filter(({ advice }) => advice !== 'second-line');
  return {
    keysPerCleanScanMost: Math.max(...clean.map(({ keys }) => keys)),
    keysPerScanMost: Math.max(...scans.map(({ keys }) => keys)),
    keysPerScanMean: mean(scans),
    keysPerManualMean: mean(typed),
  };
};

/** The page of a desk with `--rows` crossings, worked by keyboard and reader only, in the browser of the end-to-end tests. */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
  const { values } = parseArgs({
    args,
    options: { rows: { type: 'string' }, travellers: { type: 'string' }, data: { type: 'string' } },
  });
  const rows = Number(values.rows ?? 1_000_000);
  if (!existsSync('out/main/kiosk.js')) spawnSync(process.execPath, ['scripts/build.js'], { stdio: ['ignore', 2, 2] });
  const filled = filledLog(rows, values.data);
  const travellers = await prepare(filled.folder, Number(values.travellers ?? 100));
  const program = start(['out/main/kiosk.js', '--port', '0', '--no-window', '--data', filled.folder]);
  const { kind, executablePath, args: flags, env } = await findTestBrowser();
  selectors.setTestIdAttribute('data-test');
  const browser = await chromium.launch({ executablePath, args: flags, env: { ...(process.env as object), ...env } });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watchPage);
    await page.goto(await program.line(/open at (http:\S+)/));
    await signInByKeys(page, 'O300', '3000');
    const { crossed, decidedMs, readyMs } = await work(page, travellers, true);
    return {
      rows,
      browser: kind,
      travellers: crossed.length,
      // The mix of domain.md §8, and the hits on the list among them.
      internalPassports: travellers.filter(({ document }) => document.type === 'internal-passport').length,
      minors: travellers.filter(({ document }) => ageOn(document.birthDate, dayText(workDayToday)) < majority).length,
      listed: Math.min(listed, Math.max(0, travellers.length - 10)),
      manual: crossed.filter((one) => one.kind === 'manual').length,
      secondLine: crossed.filter(({ advice }) => advice === 'second-line').length,
      ...keysOf(crossed),
      scanToPaintedP50Ms: quantileOf(decidedMs, 0.5),
      scanToPaintedP99Ms: quantileOf(decidedMs, 0.99),
      keyToReadyP50Ms: quantileOf(readyMs, 0.5),
      keyToReadyP99Ms: quantileOf(readyMs, 0.99),
    };
  } finally {
    await browser.close();
    await program.stop();
    filled.remove();
  }
};
