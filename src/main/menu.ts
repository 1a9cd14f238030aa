import type { MenuItemConstructorOptions } from 'electron';

/**
 * Printing is the shell's, by the menu's key or the page's own `window.print()`; no print call is handed to pages.
 * The roles are what macOS needs for copying and pasting to work at all.
 */
export const menuTemplate = (isPackaged: boolean, print: () => void): MenuItemConstructorOptions[] => [
  {
    label: 'Beket',
    submenu: [
      {
        label: 'Print',
        accelerator: 'CommandOrControl+P',
        click: print,
      },
      ...(isPackaged ? [] : [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
      { role: 'quit' },
    ],
  },
  { role: 'editMenu' },
];
