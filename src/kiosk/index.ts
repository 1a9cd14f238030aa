import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../adapters/data-folder.ts';
import { openDoor } from '../adapters/desk-door.ts';
import { faultLine } from '../adapters/fault-log.ts';
import { openingFault } from '../adapters/opening-fault.ts';
import { passphraseFile } from '../adapters/passphrase-file.ts';
import { startDemo } from '../adapters/start-demo.ts';
import { createHost } from './host.ts';
import { listen } from './listen.ts';
import { readOptions, usage } from './options.ts';
import { findBrowser, openWindow } from './window.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
// Built, all doors lie in `out/main`; from source, this file lies in its room.
const isBuilt = import.meta.url.endsWith('.js');

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const report = (call: string, error: unknown): void => say(faultLine(call, error));

const run = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  if ('problem' in options) {
    say(`${options.problem}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (options.help) return say(usage);
  const machine = { platform: process.platform, home: homedir(), env: process.env, isRoot: process.getuid?.() === 0 };
  const folder = options.data ?? dataFolder(machine, options.demo);

  const sealFile = process.env['BEKET_PASSPHRASE_FILE'];
  const station = await openDoor({
    folder,
    resources: here('../../resources'),
    workerUrl: new URL(isBuilt ? './reading-worker.js' : '../adapters/reading/worker.ts', import.meta.url),
    onFault: (error) => say(openingFault(error) ?? faultLine('start', error)),
    ...(sealFile !== undefined && { seal: passphraseFile(sealFile) }),
    ...(options.seed !== undefined && { demoSeed: options.seed }),
  });
  if (options.demo) await startDemo(station);
  const host = await createHost({
    station,
    pagesFolder: here(isBuilt ? '../renderer' : '../../out/renderer'),
    onInternal: report,
  });
  const address = await listen(host, options.port);
  if (address === undefined) {
    say(
      `Port ${String(options.port)} is taken by another program. Name another: npm start -- --port ${String((options.port ?? 0) + 1)}`,
    );
    await station.close();
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`Beket is open at ${address}/ (data in ${folder}; stop with Ctrl+C)\n`);

  const browser = options.window ? findBrowser(machine) : undefined;
  const closeWindow = browser === undefined ? () => undefined : openWindow(browser, address, join(folder, 'window'));
  let isStopping = false;
  const stop = async (): Promise<void> => {
    // A second Ctrl+C is somebody who will not wait; the log is safe at any moment.
    if (isStopping) process.exit(130);
    isStopping = true;
    closeWindow();
    await host.close();
    await station.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
};

await run().catch((error: unknown) => {
  say(openingFault(error) ?? faultLine('start', error));
  process.exit(1);
});
