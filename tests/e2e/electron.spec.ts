import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron as electron, expect, test } from '@playwright/test';
import { signIn } from './fixtures.ts';
import { specimen } from './people.ts';
import { decide, scan } from './wedge.ts';

const home = join('node_modules', 'electron');
const program = existsSync(join(home, 'path.txt'))
  ? join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8'))
  : undefined;
const isHeadless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];

const reason =
  program === undefined || !existsSync(program)
    ? 'Electron’s program is not in node_modules/electron/dist: it is downloaded by the first `npm start` with a network'
    : isHeadless
      ? 'there is no display for Electron’s window (run under xvfb-run)'
      : undefined;
if (reason !== undefined) process.stderr.write(`\nSKIPPED, the desk in real Electron: ${reason}.\n\n`);
test.skip(reason !== undefined, reason);

test('the desk in Electron: one scan and one key, and nothing of Node or Electron in the page', async () => {
  const data = mkdtempSync(join(tmpdir(), 'beket-electron-'));
  const isRoot = process.getuid?.() === 0;
  const desk = await electron.launch({
    executablePath: program ?? '',
    args: [...(isRoot ? ['--no-sandbox'] : []), '.', '--demo', '--data', data],
  });
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
