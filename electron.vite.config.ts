import { defineConfig } from 'electron-vite';
import vue from '@vitejs/plugin-vue';

const node = (path: string): string => new URL(path, import.meta.url).pathname;

/** Main and the Node doors are one build, so that they share chunks; preload is one CommonJS file, as the sandbox demands. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      rollupOptions: {
        input: {
          index: node('src/main/index.ts'),
          kiosk: node('src/kiosk/index.ts'),
          central: node('src/central/index.ts'),
          cli: node('src/cli/index.ts'),
          'reading-worker': node('src/adapters/reading/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: node('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [vue()],
    // What the page does not use is left out; nothing of what stays needs eval, which the pages' CSP refuses.
    define: {
      __VUE_OPTIONS_API__: false,
      __VUE_PROD_DEVTOOLS__: false,
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
      __VUE_I18N_LEGACY_API__: false,
      __VUE_I18N_FULL_INSTALL__: false,
      __INTLIFY_PROD_DEVTOOLS__: false,
      __INTLIFY_DROP_MESSAGE_COMPILER__: false,
    },
    build: {
      outDir: node('out/renderer'),
      // A font inlined as a data URL would be refused by `font-src 'self'`.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: node('src/renderer/index.html') },
    },
  },
});
