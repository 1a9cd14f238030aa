import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import vue from '@vitejs/plugin-vue';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Main and the Node doors are one build, so that they share chunks; preload is one CommonJS file, as the sandbox demands. */
export default defineConfig({
  main: {
    build: {
      outDir: here('out/main'),
      target: 'node24',
      rollupOptions: {
        input: {
          index: here('src/main/index.ts'),
          kiosk: here('src/kiosk/index.ts'),
          central: here('src/central/index.ts'),
          cli: here('src/cli/index.ts'),
          'reading-worker': here('src/adapters/reading/worker.ts'),
          'copy-worker': here('src/adapters/sqlite/copy-worker.ts'),
          'verify-worker': here('src/adapters/sqlite/verify-worker.ts'),
          'national-worker': here('src/adapters/sqlite/national/national-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: here('out/preload'),
      externalizeDeps: false,
      rollupOptions: {
        input: { index: here('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [vue()],
    build: {
      outDir: here('out/renderer'),
      // The page's policy knows no `data:`: every font and picture is a file.
      assetsInlineLimit: 0,
      rollupOptions: { input: here('src/renderer/index.html') },
    },
  },
});
