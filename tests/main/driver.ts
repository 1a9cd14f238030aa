// Runs a built main bundle on the double and does to it what the test asks over the process's channel.
import { pathToFileURL } from 'node:url';
import * as double from './electron-double.ts';

type Prevented = { readonly url?: string; isPrevented: boolean; preventDefault(): void };
const event = (url?: string): Prevented => ({
  ...(url !== undefined && { url }),
  isPrevented: false,
  preventDefault() {
    this.isPrevented = true;
  },
});
const ask = (handler: (...args: never[]) => unknown, ...args: unknown[]): unknown =>
  (handler as (...given: unknown[]) => unknown)(...args);
/** For handlers that answer by a callback. */
const asked = (name: string, ...args: unknown[]): Promise<unknown> =>
  new Promise((resolve) => void ask(double.handlerOf(name), ...args, resolve));
const contents = (): double.WebContents => {
  const [window] = double.windows;
  if (window === undefined) throw new Error('no window was opened');
  return window.webContents;
};

const deeds: Record<string, (...args: never[]) => unknown> = {
  noted: () => double.noted,
  permission: (name: string, details: object) =>
    new Promise((resolve) => void ask(double.handlerOf('permission-request'), contents(), name, resolve, details)),
  check: (name: string, origin: string, details: object) =>
    ask(double.handlerOf('permission-check'), contents(), name, origin, details),
  device: (deviceType: string, origin: string) => ask(double.handlerOf('device-permission'), { deviceType, origin }),
  serialPorts: (...ports: { portId: string; portName: string }[]) =>
    new Promise((resolve) =>
      double.session.defaultSession.emit('select-serial-port', event(), ports, contents(), resolve),
    ),
  display: () => asked('display-media', {}),
  load: (url: string) => asked('before-request', { url }),
  emitOnPage: (name: string, url: string) => {
    const happening = event(url);
    contents().emit(name, happening, { preload: '/evil.js' }, { src: url });
    return happening.isPrevented;
  },
  open: (url: string) => ask(contents().openHandler, { url }),
  download: (url: string, state = 'completed') => {
    const happening = event();
    const once = (_name: string, done: (event: unknown, state: string) => void): void => done({}, state);
    const item = { getURL: () => url, getFilename: () => 'tally.pdf', once };
    double.session.defaultSession.emit('will-download', happening, item);
    return happening.isPrevented;
  },
  fetch: async (url: string) => {
    const answer = (await ask(double.handlerOf('scheme beket'), { url })) as Response;
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  },
  call: (sender: { url: string; isTop: boolean } | null, name: unknown, input: unknown) =>
    ask(
      double.handlerOf('channel beket:call'),
      { sender: contents(), senderFrame: sender && { url: sender.url, parent: sender.isTop ? null : {} } },
      name,
      input,
    ),
  print: () =>
    double.menu
      .flatMap(({ submenu = [] }) => submenu)
      .find(({ label }) => label === 'Print')
      ?.click?.(),
  gone: (reason: string) => contents().emit('render-process-gone', {}, { reason }),
  secondInstance: () => double.app.emit('second-instance'),
  quit: async () => {
    double.app.emit('will-quit', event());
    while (!double.noted.some(({ api }) => api === 'app.exit')) await new Promise((wait) => setTimeout(wait, 10));
  },
};

const isUp = (): boolean =>
  double.noted.some(({ api }) => ['window.loadURL', 'app.quit', 'dialog.showErrorBox'].includes(api));

const [bundle = ''] = process.argv.splice(2, 1);
await import(pathToFileURL(bundle).href);
double.noted.push({ api: 'loaded', args: [] });
// As Electron does: ready comes only after the bundle has been run to its end.
double.becomeReady();
while (!isUp()) await new Promise((wait) => setTimeout(wait, 10));

process.on('message', ({ id, deed, args }: { id: number; deed: string; args: never[] }) => {
  void Promise.resolve()
    .then(() => deeds[deed]?.(...args))
    .then((value) => process.send?.({ id, value }))
    .catch((error: unknown) => process.send?.({ id, error: String(error) }));
});
process.on('disconnect', () => process.exit());
process.send?.({ id: 0 });
