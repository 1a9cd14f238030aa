import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';

/** The page's window. What is Electron's default is said all the same: a default can change, this list is tested. */
export const windowOptions = (preload: string, isPackaged: boolean): BrowserWindowConstructorOptions => ({
  title: 'Beket',
  width: 1440,
  height: 900,
  minWidth: 1280,
  minHeight: 720,
  show: false,
  autoHideMenuBar: true,
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: !isPackaged,
  },
});

/** Shows the window when there is something to see, and brings a page back that its process lost. */
export const tend = (window: BrowserWindow): void => {
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload();
  });
};
