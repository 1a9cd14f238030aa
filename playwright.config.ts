import { defineConfig } from '@playwright/test';
import { findTestBrowser } from './tests/e2e/browser.ts';

const { executablePath, args, env } = await findTestBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // The same for every system: the desk brings its own fonts and draws its own signs.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  // Two cores: one for the browser, one for the desk and the centre.
  workers: 1,
  timeout: 60_000,
  // On a machine of others a browser may be starved for a moment. What passes only the second time is named at the end of the run.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    testIdAttribute: 'data-test',
    viewport: { width: 1440, height: 900 },
    locale: 'ru-RU',
    timezoneId: 'Asia/Almaty',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args, env: { ...(process.env as Record<string, string>), ...env } },
  },
  projects: [
    { name: 'kiosk', testIgnore: 'electron.spec.ts' },
    { name: 'electron', testMatch: ['electron.spec.ts', 'whole-day.spec.ts'] },
  ],
});
