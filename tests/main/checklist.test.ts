// Electron's security checklist, item by item: docs/tutorial/security.md of electron/electron, 20 items, 2026.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.stop());

type Options = { show: boolean; webPreferences: Record<string, unknown> };
const preferences = async (): Promise<Record<string, unknown>> =>
  ((await desk.noted('new BrowserWindow'))[0]?.[0] as Options).webPreferences;
const elsewhere = [
  'https://example.com/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'beket://desk.example.com/',
  'javascript:alert(1)',
];

describe('the page', () => {
  it('1: loads nothing but the application itself', async () => {
    expect(await desk.noted('window.loadURL')).toEqual([['beket://desk/']]);
    for (const url of ['https://example.com/x.js', 'http://example.com/', 'ws://example.com/', 'file:///etc/passwd']) {
      expect(await desk.do('load', url), url).toEqual({ cancel: true });
    }
    expect(await desk.do('load', 'beket://desk/assets/app.js')).toEqual({ cancel: false });
  });

  it('2: has no Node in it', async () => {
    expect(await preferences()).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('3: is isolated from the preload', async () =>
    expect(await preferences()).toHaveProperty('contextIsolation', true));

  it('4: is sandboxed, and so is every page to come, said before the application is ready', async () => {
    expect(await preferences()).toHaveProperty('sandbox', true);
    const order = ((await desk.do('noted')) as { api: string }[]).map(({ api }) => api);
    expect(order.indexOf('app.enableSandbox')).toBeGreaterThanOrEqual(0);
    expect(order.indexOf('app.enableSandbox')).toBeLessThan(order.indexOf('loaded'));
  });

  const ours = { requestingUrl: 'beket://desk/', isMainFrame: true };

  it.each([
    'geolocation',
    'notifications',
    'midi',
    'openExternal',
    'clipboard-read',
    'fileSystem',
    'display-capture',
    'hid',
    'usb',
    'unknown',
  ])('5: is refused %s, asked and checked', async (permission) => {
    expect(await desk.do('permission', permission, ours)).toBe(false);
    expect(await desk.do('check', permission, 'beket://desk/', { isMainFrame: true })).toBe(false);
  });

  it('5: is given the camera, without its microphone and to no other page or frame', async () => {
    const camera = { ...ours, mediaTypes: ['video'] };
    expect(await desk.do('permission', 'media', camera)).toBe(true);
    expect(await desk.do('permission', 'media', { ...camera, mediaTypes: ['video', 'audio'] })).toBe(false);
    expect(await desk.do('permission', 'media', { ...camera, requestingUrl: 'https://example.com/' })).toBe(false);
    expect(await desk.do('permission', 'media', { ...camera, isMainFrame: false })).toBe(false);
    const check = (origin: string, mediaType: string, isMainFrame = true) =>
      desk.do('check', 'media', origin, { mediaType, isMainFrame });
    expect(await check('beket://desk/', 'video')).toBe(true);
    expect(await check('beket://desk/', 'audio')).toBe(false);
    expect(await check('https://example.com/', 'video')).toBe(false);
    expect(await check('beket://desk/', 'video', false)).toBe(false);
  });

  it('5: is given the serial port the officer chose, and no other device', async () => {
    expect(await desk.do('device', 'serial', 'beket://desk/')).toBe(true);
    expect(await desk.do('device', 'serial', 'https://example.com/')).toBe(false);
    for (const device of ['hid', 'usb']) expect(await desk.do('device', device, 'beket://desk/')).toBe(false);
    const [first, second] = [1, 2].map((n) => ({ portId: `id${n}`, portName: `ttyACM${n}` }));
    expect(await desk.do('serialPorts')).toBe('');
    expect(await desk.do('serialPorts', first)).toBe('id1');
    expect(await desk.noted('dialog.showMessageBox')).toEqual([]);
    expect(await desk.do('serialPorts', first, second)).toBe('id2');
    expect(await desk.noted('dialog.showMessageBox')).toEqual([[['ttyACM1', 'ttyACM2', '✕']]]);
  });

  it('5: is given no picture of the screen', async () => expect(await desk.do('display')).toEqual({}));

  it('6, 8, 9, 10: has the web’s own protections on and nothing experimental', async () => {
    const set = await preferences();
    expect(set).toMatchObject({ webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false });
    expect(set).not.toHaveProperty('enableBlinkFeatures');
  });

  it('7: comes with a policy that begins with nothing', async () => {
    const page = (await desk.do('fetch', 'beket://desk/')) as { status: number; headers: Record<string, string> };
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|\*/);
  });

  it('11, 12: hosts no other page', async () => {
    expect(await preferences()).toHaveProperty('webviewTag', false);
    expect(await desk.do('emitOnPage', 'will-attach-webview', 'https://example.com/')).toBe(true);
  });

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('13: stays where it is on %s', async (name) => {
    for (const url of elsewhere) expect(await desk.do('emitOnPage', name, url), url).toBe(true);
    expect(await desk.do('emitOnPage', name, 'beket://desk/')).toBe(false);
  });

  it('14, 15: opens no window, and nothing outside', async () => {
    for (const url of [...elsewhere, 'beket://desk/']) expect(await desk.do('open', url)).toEqual({ action: 'deny' });
    expect(readFileSync('out/main/index.js', 'utf8')).not.toContain('openExternal(');
  });

  it('16: runs on a current Electron', () => {
    const { version } = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8')) as { version: string };
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(45);
  });

  it('saves what it made itself and downloads nothing', async () => {
    expect(await desk.do('download', 'blob:beket://desk/0b5e')).toBe(false);
    for (const url of ['https://example.com/a.exe', 'blob:https://example.com/1', 'data:text/plain,x']) {
      expect(await desk.do('download', url), url).toBe(true);
    }
  });

  it('says of a paper that did not come to the disk', async () => {
    const before = (await desk.noted('dialog.showErrorBox')).length;
    expect(await desk.do('download', 'blob:beket://desk/0b5e', 'interrupted')).toBe(false);
    const said = (await desk.noted('dialog.showErrorBox')).slice(before);
    expect(said).toHaveLength(1);
    expect(String(said[0]?.[1])).toContain('tally.pdf');
  });
});

describe('the bridge', () => {
  const home = { url: 'beket://desk/', isTop: true };

  it('17: answers the top frame of our own page', async () => {
    expect(await desk.do('call', home, 'state', {})).toMatchObject({ ok: true, value: { phase: 'set-up' } });
  });

  it.each([
    ['another site', { url: 'https://example.com/', isTop: true }],
    ['a file', { url: 'file:///tmp/page.html', isTop: true }],
    ['a host whose name begins like ours', { url: 'beket://desk.example.com/', isTop: true }],
    ['no address', { url: '', isTop: true }],
    ['a frame within our page', { url: 'beket://desk/', isTop: false }],
    ['a frame that is gone', null],
  ])('17: refuses %s', async (_who, sender) => {
    expect(await desk.do('call', sender, 'state', {})).toEqual({ ok: false, fault: { code: 'not-allowed' } });
  });

  it('17: is one channel, behind which every call is checked', async () => {
    expect(await desk.noted('ipcMain.handle')).toEqual([['beket:call']]);
    expect(await desk.do('call', home, 'constructor', {})).toMatchObject({ fault: { code: 'unknown-call' } });
    expect(await desk.do('call', home, 'signIn', { badge: 'A' })).toMatchObject({ fault: { code: 'bad-input' } });
    expect(await desk.do('call', home, 'officers', {})).toMatchObject({ fault: { code: 'not-signed-in' } });
  });
});

describe('our own scheme', () => {
  it('18: is registered before the application is ready, secure, and no way around the policy', async () => {
    const [[schemes]] = (await desk.noted('protocol.registerSchemesAsPrivileged')) as [[unknown]];
    expect(schemes).toEqual([
      { scheme: 'beket', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
    const order = ((await desk.do('noted')) as { api: string }[]).map(({ api }) => api);
    expect(order.indexOf('protocol.registerSchemesAsPrivileged')).toBeLessThan(order.indexOf('loaded'));
  });

  it.each([
    'beket://desk/../../package.json',
    'beket://desk/..%2f..%2fpackage.json',
    'beket://desk/%2e%2e/main/index.js',
    'beket://desk/%00',
    'beket://desk/%',
    'beket://desk/nothing.js',
    'beket://desk/assets',
  ])('18: gives nothing for %s', async (url) => {
    const answer = (await desk.do('fetch', url)) as { status: number; body: string };
    expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status >= 400), body: 'Not here.' });
  });
});

describe('the window', () => {
  it('is printed by the shell', async () => {
    await desk.do('print');
    expect(await desk.noted('webContents.print')).toEqual([[{ silent: false, printBackground: false }]]);
  });

  it('brings a page back that its process lost', async () => {
    await desk.do('gone', 'clean-exit');
    expect(await desk.noted('webContents.reload')).toEqual([]);
    await desk.do('gone', 'crashed');
    expect(await desk.noted('webContents.reload')).toEqual([[]]);
  });

  it('comes forward when the desk is started again', async () => {
    await desk.do('secondInstance');
    expect(await desk.noted('window.focus')).toEqual([[]]);
  });
});
