import { defineConfig } from 'vitest/config';

/** `server-only` refuses to load outside a server bundle; the tests run in plain Node. */
const serverOnly = new URL('./node_modules/server-only/empty.js', import.meta.url).pathname;

export default defineConfig({
  resolve: { alias: { 'server-only': serverOnly } },
  test: {
    include: ['{app,components,lib,migrator,embedded-cluster,scripts,bench,proof}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/*.{cluster,long}.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    setupFiles: ['./lib/testing/fail-on-console.ts'],
  },
});
