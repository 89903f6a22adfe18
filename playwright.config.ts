import { defineConfig } from '@playwright/test';
import { LAUNCH_OPTIONS } from './e2e/browser.ts';

/** Each worker starts an embedded cluster and the built dashboard of its own: see e2e/environment.ts. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // On a machine that others use too, a page may be slower than any patience; such a test is named at the end.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: LAUNCH_OPTIONS,
  },
});
