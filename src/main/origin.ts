/** Where the page lives. `beket:` is ours alone: no file, no server and no other program answers to it. */
export const scheme = 'beket';
const pageAddress = `${scheme}://desk/`;

/** The dev server's address while developing, as electron-vite sets it; never in a package. */
export const homeOf = (isPackaged: boolean, env: Readonly<Record<string, string | undefined>>): string =>
  (isPackaged ? undefined : env['ELECTRON_RENDERER_URL']) ?? pageAddress;

/** True where an address is a page of `home`. Compared part by part: Node gives schemes of our own no origin. */
export const isHome = (address: string, home: string): boolean => {
  if (!URL.canParse(address)) return false;
  const [given, own] = [new URL(address), new URL(home)];
  return given.protocol === own.protocol && given.host === own.host;
};
