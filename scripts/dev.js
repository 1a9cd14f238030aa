// `npm run dev`: the desk that reloads as you type. Electron where it is here, else the browser shell behind Vite's server.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { createServer } from 'vite';
import { root } from './build.js';
import { findElectron } from './electron-binary.js';
import { underOwnNode } from './node.js';

underOwnNode();
const args = process.argv.slice(2);
const kioskPort = 5279;
const kiosk = `http://127.0.0.1:${kioskPort}`;

const run = (file, ...given) => {
  const child = spawn(process.execPath, [file, ...given], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 0));
};

if (process.env.BEKET_SHELL !== 'kiosk' && findElectron() !== undefined) {
  run(join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'dev', '--watch', '--', ...args);
} else {
  // The station starts again when its sources change; the page is Vite's.
  run('--watch-path=src', join(root, 'src', 'kiosk', 'index.ts'), '--port', String(kioskPort), '--no-window', ...args);
  const server = await createServer({
    configFile: false,
    root: join(root, 'src', 'renderer'),
    plugins: [vue()],
    server: {
      host: '127.0.0.1',
      proxy: {
        '/api': {
          target: kiosk,
          changeOrigin: true,
          // The station knows its own page only, so the page's origin is said to be that.
          configure: (proxy) => proxy.on('proxyReq', (request) => request.setHeader('origin', kiosk)),
        },
      },
    },
  });
  await server.listen();
  process.stdout.write(`The page that reloads is at ${server.resolvedUrls?.local[0]}\n`);
}
