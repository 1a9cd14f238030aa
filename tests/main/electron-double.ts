// What main uses of Electron, written down as it is used. Runs in a process of its own, see driver.ts.
import { EventEmitter } from 'node:events';

export type Noted = { readonly api: string; readonly args: readonly unknown[] };
export const noted: Noted[] = [];
const note = (api: string, ...args: unknown[]): void => {
  noted.push({ api, args: args.map((arg) => (typeof arg === 'function' ? 'function' : arg)) });
};

const isSet = (name: string): boolean => process.env[name] === '1';
const ready = Promise.withResolvers<undefined>();
export const becomeReady = (): void => {
  app.emit('session-created', session.defaultSession);
  ready.resolve(undefined);
};

export const app = Object.assign(new EventEmitter(), {
  isPackaged: isSet('DOUBLE_PACKAGED'),
  enableSandbox: () => note('app.enableSandbox'),
  setPath: (name: string, path: string) => note('app.setPath', name, path),
  requestSingleInstanceLock: () => !isSet('DOUBLE_SECOND_INSTANCE'),
  whenReady: () => ready.promise,
  quit: () => note('app.quit'),
  exit: (code: number) => note('app.exit', code),
});

type Handler = (...args: never[]) => unknown;
const sessionHandlers = new Map<string, Handler>();
const keep =
  (name: string) =>
  (handler: Handler): void =>
    void sessionHandlers.set(name, handler);
export const handlerOf = (name: string): Handler => sessionHandlers.get(name) ?? (() => 'no handler');

export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: keep('permission-request'),
    setPermissionCheckHandler: keep('permission-check'),
    setDevicePermissionHandler: keep('device-permission'),
    setDisplayMediaRequestHandler: keep('display-media'),
    setSpellCheckerEnabled: (isOn: boolean) => note('session.setSpellCheckerEnabled', isOn),
    webRequest: { onBeforeRequest: keep('before-request') },
  }),
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => note('protocol.registerSchemesAsPrivileged', schemes),
  handle: (scheme: string, handler: Handler) => {
    note('protocol.handle', scheme);
    keep(`scheme ${scheme}`)(handler);
  },
};

export const ipcMain = {
  handle: (channel: string, handler: Handler) => {
    note('ipcMain.handle', channel);
    keep(`channel ${channel}`)(handler);
  },
};

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(!isSet('DOUBLE_NO_KEYRING')),
  getSelectedStorageBackend: () => (isSet('DOUBLE_BASIC_TEXT') ? 'basic_text' : 'gnome_libsecret'),
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`ring:${Buffer.from(text).toString('base64')}`)),
  decryptStringAsync: (bytes: Buffer) => {
    const [mark, text = ''] = bytes.toString().split(':');
    if (mark !== 'ring' || isSet('DOUBLE_OTHER_KEYRING')) return Promise.reject(new Error('another keyring'));
    return Promise.resolve({ result: Buffer.from(text, 'base64').toString(), shouldReEncrypt: false });
  },
};

export const dialog = {
  showErrorBox: (title: string, text: string) => note('dialog.showErrorBox', title, text),
  /** An officer who takes the second button. */
  showMessageBox: ({ buttons }: { buttons: string[] }) => {
    note('dialog.showMessageBox', buttons);
    return Promise.resolve({ response: 1 });
  },
};

type Item = { label?: string; role?: string; accelerator?: string; click?: () => void; submenu?: Item[] };
export let menu: Item[] = [];
export const Menu = {
  buildFromTemplate: (template: Item[]) => template,
  setApplicationMenu: (template: Item[]) => {
    menu = template;
  },
};

export class WebContents extends EventEmitter {
  readonly id = 7;
  openHandler: Handler = () => 'no handler';
  setWindowOpenHandler(handler: Handler): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    note('webContents.send', channel, ...args);
  }
  print(options: unknown): void {
    note('webContents.print', options);
  }
  reload(): void {
    note('webContents.reload');
  }
}

export const windows: BrowserWindow[] = [];
export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  constructor(options: unknown) {
    super();
    note('new BrowserWindow', options);
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  show(): void {
    note('window.show');
  }
  focus(): void {
    note('window.focus');
  }
  isMinimized(): boolean {
    return true;
  }
  restore(): void {
    note('window.restore');
  }
  loadURL(address: string): Promise<void> {
    note('window.loadURL', address);
    return Promise.resolve();
  }
}
