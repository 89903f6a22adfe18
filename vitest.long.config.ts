import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The rules of the suite in the numbers that are to be proven: hours, one file after the other. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['{app,lib,migrator,embedded-cluster,bench,proof}/**/*.long.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 3_600_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    passWithNoTests: true,
  },
});
