// `npm start`: the desk in Electron where there is one to be had, else in a browser.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, root } from './build.js';
import { underOwnNode } from './node.js';

underOwnNode();
const args = process.argv.slice(2);
const say = (text) => process.stderr.write(`${text}\n`);

const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const isRoot = () => process.platform === 'linux' && process.getuid() === 0;
// Only for tests in containers: a desk never runs without the sandbox.
const withoutSandbox = process.env.BEKET_TEST_NO_SANDBOX === '1';

/** Electron's program, or why there is none. */
const electron = async () => {
  if (process.env.BEKET_SHELL === 'kiosk') return { reason: 'BEKET_SHELL=kiosk asks for the browser' };
  if (!hasDisplay()) return { reason: 'there is no display for a window' };
  if (isRoot() && !withoutSandbox) return { reason: "root may not run Electron's sandbox" };
  const { downloadElectron, findElectron } = await import('./electron-binary.js');
  try {
    return { path: findElectron() ?? (await downloadElectron()) };
  } catch (error) {
    return { reason: `Electron is not here and cannot be downloaded (${error.message})` };
  }
};

/** Runs Electron to its end. Answers its exit code, or `undefined` where it never came up on this machine. */
const runElectron = (path) =>
  new Promise((resolve) => {
    const child = spawn(path, [...(withoutSandbox ? ['--no-sandbox'] : []), root, ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', () => resolve(undefined));
    // 127: a library of the system is missing; SIGTRAP, SIGABRT: the sandbox or the display is.
    child.on('exit', (code, signal) =>
      resolve(code === 127 || ['SIGTRAP', 'SIGABRT', 'SIGSEGV'].includes(signal) ? undefined : (code ?? 0)),
    );
  });

const runKiosk = async (reason) => {
  if (!args.includes('--help')) say(`Opening the desk in the browser: ${reason}.`);
  process.argv.splice(1, process.argv.length - 1, join(root, 'out', 'main', 'kiosk.js'), ...args);
  await import('../out/main/kiosk.js');
};

build();
if (args.includes('--help')) await runKiosk('');
else {
  const { path, reason } = await electron();
  const code = path === undefined ? undefined : await runElectron(path);
  if (code === undefined) await runKiosk(reason ?? 'Electron does not start on this machine');
  else process.exitCode = code;
}
