import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { startDesk, type Desk } from './desk.ts';

const running: Desk[] = [];
const folders: string[] = [];
const start: typeof startDesk = async (...args) => {
  const desk = await startDesk(...args);
  running.push(desk);
  return desk;
};
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-keys-'));
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const desk of running.splice(0)) await desk.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
const said = async (desk: Desk): Promise<string> => String((await desk.noted('dialog.showErrorBox'))[0]?.[1]);

it('leaves a second start to the first', async () => {
  const desk = await start({ DOUBLE_SECOND_INSTANCE: '1' });
  expect(await desk.noted('app.quit')).toEqual([[]]);
  expect(await desk.noted('new BrowserWindow')).toEqual([]);
  expect(existsSync(join(desk.folder, 'log.db'))).toBe(false);
});

it('keeps what Chromium writes in a folder of the desk', async () => {
  const desk = await start();
  expect(await desk.noted('app.setPath')).toEqual([['userData', join(desk.folder, 'window')]]);
});

it('in a package keeps the key of the keys in the keyring, and opens again with it', async () => {
  const folder = newFolder();
  const first = await start({ DOUBLE_PACKAGED: '1' }, { folder });
  expect(await first.noted('window.loadURL')).toEqual([['beket://desk/']]);
  expect(readFileSync(join(folder, 'vault', 'wrap.key'), 'utf8')).toMatch(/^ring:/);
  expect(readFileSync(join(folder, 'vault', 'data.key')).length).toBeGreaterThan(32);
  await first.do('quit');
  await first.stop();
  const second = await start({ DOUBLE_PACKAGED: '1' }, { folder });
  expect(await second.noted('dialog.showErrorBox')).toEqual([]);
  expect(await second.noted('window.loadURL')).toEqual([['beket://desk/']]);
});

it('in a package takes no developer’s tools and no developer’s page', async () => {
  const desk = await start({ DOUBLE_PACKAGED: '1', ELECTRON_RENDERER_URL: 'http://localhost:5173/' });
  expect(await desk.noted('window.loadURL')).toEqual([['beket://desk/']]);
  const [[options]] = (await desk.noted('new BrowserWindow')) as [[{ webPreferences: unknown }]];
  expect(options.webPreferences).toHaveProperty('devTools', false);
});

it.each([
  ['hides nothing (basic_text)', 'DOUBLE_BASIC_TEXT'],
  ['does not answer', 'DOUBLE_NO_KEYRING'],
])('in a package refuses to start where the keyring %s, and says what to do', async (_case, name) => {
  const desk = await start({ DOUBLE_PACKAGED: '1', [name]: '1' });
  expect(await said(desk)).toContain('Install gnome-keyring or KWallet');
  expect(await desk.noted('app.exit')).toEqual([[1]]);
  expect(existsSync(join(desk.folder, 'vault'))).toBe(false);
});

it('says so where the keyring is another one, and leaves the keys as they are', async () => {
  const folder = newFolder();
  const first = await start({ DOUBLE_PACKAGED: '1' }, { folder });
  await first.do('quit');
  await first.stop();
  const before = readFileSync(join(folder, 'vault', 'wrap.key'));
  const second = await start({ DOUBLE_PACKAGED: '1', DOUBLE_OTHER_KEYRING: '1' }, { folder });
  // The page asks for the recovery words; nothing is replaced before they are typed.
  expect(await second.noted('dialog.showErrorBox')).toEqual([]);
  const ours = { url: 'beket://desk/', isTop: true };
  expect(await second.do('call', ours, 'state', {})).toMatchObject({
    ok: true,
    value: { phase: 'repair', repair: { kind: 'keys', code: 'wrong-seal' } },
  });
  expect(readFileSync(join(folder, 'vault', 'wrap.key'))).toEqual(before);
});

it('says in one line why a data folder does not open', async () => {
  const first = await start();
  const second = await start({}, { folder: first.folder });
  expect(await said(second)).toMatch(/is in use by process \d+/);
  expect(await second.noted('new BrowserWindow')).toEqual([]);
});

it('closes the log before it ends', async () => {
  const desk = await start();
  await desk.do('quit');
  expect(await desk.noted('app.exit')).toEqual([[0]]);
  expect(existsSync(join(desk.folder, 'lock.json'))).toBe(false);
});
