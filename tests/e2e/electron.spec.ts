import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchDesk, whyNoElectron } from './electron-desk.ts';
import { signIn } from './fixtures.ts';
import { specimen } from './people.ts';
import { decide, scan } from './wedge.ts';

if (whyNoElectron !== undefined) process.stderr.write(`\nSKIPPED, the desk in real Electron: ${whyNoElectron}.\n\n`);
test.skip(whyNoElectron !== undefined, whyNoElectron);

test('the desk in Electron: one scan and one key, and nothing of Node or Electron in the page', async () => {
  const data = mkdtempSync(join(tmpdir(), 'beket-electron-'));
  const desk = await launchDesk(data, '--demo');
  const page = await desk.firstWindow();
  expect(page.url()).toBe('beket://desk/');
  await signIn(page, 'officer');
  await scan(page, specimen);
  await expect(page.getByTestId('document')).toContainText('ЩЕРБАКОВА');
  await decide(page, 'Enter');
  await expect(page.getByTestId('recent')).toContainText('ЩЕРБАКОВА');
  const powers = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
    bridge: Object.keys((globalThis as unknown as { beket: object }).beket).sort(),
  }));
  expect(powers).toEqual({ globals: [], bridge: ['call', 'on'] });
  await desk.close();
  rmSync(data, { recursive: true });
});
