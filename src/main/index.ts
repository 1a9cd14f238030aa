import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, session } from 'electron';
import { dataFolderPaths } from '../adapters/data-folder-paths.ts';
import { dataFolder } from '../adapters/data-folder.ts';
import { openDoor } from '../adapters/desk-door.ts';
import { faultLine } from '../adapters/fault-log.ts';
import { pageFile } from '../adapters/http/page-files.ts';
import { openingFault } from '../adapters/opening-fault.ts';
import { startDemo } from '../adapters/start-demo.ts';
import { answerCalls, sendEvents } from './bridge.ts';
import { contain, containSession } from './containment.ts';
import { keyringSeal, renewKeyringSeal } from './keyring.ts';
import { menuTemplate } from './menu.ts';
import { readOptions } from './options.ts';
import { homeOf, scheme } from './origin.ts';
import { guardSerialPorts } from './permissions.ts';
import { tend, windowOptions } from './window.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const home = homeOf(app.isPackaged, process.env);
const { data, demo } = readOptions(process.argv);
const folder = data ?? dataFolder({ platform: process.platform, home: homedir(), env: process.env }, demo);
const wrappedKey = join(dataFolderPaths(folder).vault, 'wrap.key');
const report = (call: string, error: unknown): void => void process.stderr.write(`${faultLine(call, error)}\n`);

/** A paper that did not come to the disk, in the three languages: the window has no bar of downloads to say so. */
const notSaved = (name: string): void =>
  dialog.showErrorBox(
    'Beket',
    `${name}\n\n` +
      'Қағаз сақталмады: дискіде орын босатыңыз да, қайта сақтаңыз. Журналда ештеңе жоғалған жоқ.\n\n' +
      'Бумага не сохранена: освободите место на диске и сохраните снова. В журнале ничего не потеряно.\n\n' +
      'The paper was not saved. Free some space on the disk and save it again. Nothing is lost in the log.',
  );

// All of this before the application is ready: Electron takes it at no later moment.
app.enableSandbox();
app.setPath('userData', join(folder, 'window'));
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
contain(app, home, notSaved);

/** The officer's own choice of a port, in the system's own box: the page sees no list of ports. */
const choosePort = async (names: readonly string[]): Promise<number> => {
  if (names.length === 0) return -1;
  const { response } = await dialog.showMessageBox({
    message: 'Beket',
    buttons: [...names, '✕'],
    cancelId: names.length,
  });
  return response < names.length ? response : -1;
};

const openDesk = async (): Promise<void> => {
  containSession(session.defaultSession, home, notSaved);
  guardSerialPorts(session.defaultSession, choosePort);
  protocol.handle(scheme, ({ url }) => pageFile(here('../renderer'), url));

  const station = await openDoor({
    folder,
    resources: here('../../resources'),
    workerUrl: new URL('./reading-worker.js', import.meta.url),
    // While developing, the key file of the browser shell: the command line opens the same folder.
    ...(app.isPackaged && {
      seal: () => keyringSeal(safeStorage, wrappedKey, process.platform),
      renewSeal: () => renewKeyringSeal(safeStorage, wrappedKey, process.platform),
    }),
    onFault: (error) => report('start', error),
  });
  if (demo) await startDemo(station);
  answerCalls(ipcMain, station, home, report);

  const window = new BrowserWindow(windowOptions(here('../preload/index.cjs'), app.isPackaged));
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(app.isPackaged, () => window.webContents.print({ silent: false, printBackground: false })),
    ),
  );
  sendEvents(station, window.webContents);
  tend(window);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    void station.close().finally(() => app.exit(0));
  });
  await window.loadURL(home);
};

const fail = (error: unknown): void => {
  report('start', error);
  dialog.showErrorBox(
    'Beket',
    openingFault(error) ?? 'Beket cannot start. The lines in the terminal say where it failed.',
  );
  app.exit(1);
};

if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron becomes ready only after this file has been run to its end.
  void app.whenReady().then(openDesk).catch(fail);
} else app.quit();
