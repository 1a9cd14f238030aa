import { defineConfig } from 'vitest/config';

/** The tests that answer for `src/domain/rules`, for Stryker's runner: one worker, nothing else started. */
export default defineConfig({
  test: {
    include: ['tests/domain/rules/**/*.test.ts'],
    // It changes the pack and asks whether the scenarios notice: slow, and of the data, not of the code.
    exclude: ['tests/domain/rules/scenario-coverage.test.ts'],
    maxWorkers: 1,
    testTimeout: 30_000,
  },
});
