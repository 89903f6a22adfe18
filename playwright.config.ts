import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/set-up/browser.mjs';

/** Nothing here may reach out of this machine, and text must look the same everywhere. */
const BROWSER_ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-sync',
  '--font-render-hinting=none',
  '--no-first-run',
  '--no-pings',
];

const browser = findBrowser();

/** Each worker starts an embedded cluster and the built dashboard of its own: see e2e/environment.ts. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { args: BROWSER_ARGS, ...(browser ? { executablePath: browser } : {}) },
  },
});
