// Every component in every state: `npm run gallery`, then open the address it prints.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { createServer, type ViteDevServer } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/** A server of the gallery on a free port of this machine. */
export const serveGallery = async (): Promise<{ readonly address: string; readonly server: ViteDevServer }> => {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [vue()],
    cacheDir: join(checkout, 'node_modules', '.vite-gallery'),
    server: {
      host: '127.0.0.1',
      port: 0,
      // Packages may stand elsewhere behind a link; their fonts are wanted all the same.
      fs: { allow: [checkout, realpathSync(join(checkout, 'node_modules'))] },
      hmr: false,
    },
    build: { target: 'esnext' },
  });
  await server.listen();
  const [address = ''] = server.resolvedUrls?.local ?? [];
  return { address, server };
};

if (import.meta.main) {
  const { address } = await serveGallery();
  process.stdout.write(`The components are at ${address}\n`);
}
