import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests that need a real Kubernetes with a node: one file after the other, each test with minutes. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['{lib,migrator,embedded-cluster}/**/*.cluster.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['./lib/testing/cluster/set-up.ts'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
