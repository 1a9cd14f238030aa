import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A file of nothing but skipped tests says why in its own output; an empty run is a fault.
    passWithNoTests: false,
    reporters: ['default', ['json', { outputFile: process.env['BEKET_TEST_REPORT'] ?? 'test-results/unit.json' }]],
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**', 'tests/renderer/**'] },
      },
      {
        extends: true,
        plugins: [vue()],
        // Styles are read as text: a test measures their contrasts.
        test: { name: 'renderer', include: ['tests/renderer/**/*.test.ts'], css: { include: /./ } },
      },
    ],
  },
});
