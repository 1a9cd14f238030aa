import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { downloadArtifact } from '@electron/get';
import { root } from './build.js';

const require = createRequire(import.meta.url);
const home = join(root, 'node_modules', 'electron');

/** A machine without a network is told within this time, in milliseconds; a line that stands still likewise. */
const answerWithin = 4_000;
const standStillAtMost = 20_000;

/** The path of Electron's program, or `undefined` where it has not been downloaded. */
export const findElectron = () => {
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const path = join(home, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : undefined;
};

const showProgress = (percent) => {
  if (process.stderr.isTTY) process.stderr.write(`\rDownloading Electron … ${Math.floor(percent * 100)} % `);
};

/** Downloads Electron, checked against the digests its package carries. Rejects rather than hangs. */
export const downloadElectron = async () => {
  const { version } = require('electron/package.json');
  const abort = new AbortController();
  const give = (ms) => setTimeout(() => abort.abort(new Error('no answer')), ms);
  let timer = give(answerWithin);
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: require('electron/checksums.json'),
      cacheRoot: process.env.electron_config_cache,
      downloadOptions: {
        quiet: true,
        signal: abort.signal,
        getProgressCallback: ({ percent }) => {
          clearTimeout(timer);
          timer = give(standStillAtMost);
          showProgress(percent);
        },
      },
    });
  } finally {
    clearTimeout(timer);
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }
  // Unpacks what now lies in the cache.
  const { status } = spawnSync(process.execPath, [join(home, 'install.js')], { stdio: 'inherit' });
  const path = findElectron();
  if (status !== 0 || path === undefined) throw new Error('it does not unpack');
  return path;
};
