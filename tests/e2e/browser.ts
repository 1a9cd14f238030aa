import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';

/** How to start the browser of the end-to-end tests. `kind` says where it came from. */
export type TestBrowser = {
  readonly kind: 'system' | 'packed';
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
};

const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const findSystem = (): string | undefined =>
  [
    ...(process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => programs.map((name) => join(folder, name))),
    ...places,
  ].find(canRun);

const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');

/** Unpacks the browser of the package beside its version, whole or not at all: an interrupted run leaves no half of it. */
const unpack = async (): Promise<string> => {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const cache = join('node_modules', '.cache');
  const home = join(process.cwd(), cache, `chromium-${version}`);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'chromium-new-'));
  const usual = process.env['TMPDIR'];
  // The package unpacks to the folder for temporary files, wherever that is said to be.
  process.env['TMPDIR'] = fresh;
  try {
    for (const archive of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(join(packageFolder, 'bin', archive));
    }
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
  if (existsSync(home)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, home);
  return home;
};

const lacksLibraries = (program: string): boolean => {
  try {
    return execFileSync('ldd', [program], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
};

const packed = async (withOwnLibraries: boolean): Promise<TestBrowser> => {
  const home = await unpack();
  const executablePath = join(home, 'chromium');
  const needsLibraries = withOwnLibraries || lacksLibraries(executablePath);
  return {
    kind: 'packed',
    executablePath,
    args: ['--headless=shell', '--use-angle=swiftshader'],
    env: {
      ...(needsLibraries && { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }),
      ...((withOwnLibraries || !existsSync('/etc/fonts/fonts.conf')) && { FONTCONFIG_PATH: join(home, 'fonts') }),
    },
  };
};

/**
 * The system's Chromium, else the one of `@sparticuz/chromium`. `BEKET_TEST_BROWSER` says which: `system`, `packed`, or `bare`
 * for the packed one with its own libraries, as on a machine that has none.
 */
export const findTestBrowser = async (): Promise<TestBrowser> => {
  const wanted = process.env['BEKET_TEST_BROWSER'];
  const system = wanted === 'packed' || wanted === 'bare' ? undefined : findSystem();
  if (wanted === 'system' && system === undefined) throw new Error('BEKET_TEST_BROWSER=system, but there is none.');
  const browser: TestBrowser = system
    ? { kind: 'system', executablePath: system, args: [], env: {} }
    : await packed(wanted === 'bare');
  const isRoot = process.getuid?.() === 0;
  return {
    ...browser,
    // Only here, in tests: Chromium does not start its sandbox as root, nor where a container forbids it.
    args: [
      ...browser.args,
      ...(isRoot || browser.kind === 'packed' ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
    ],
  };
};
