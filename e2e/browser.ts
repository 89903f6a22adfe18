import type { LaunchOptions } from '@playwright/test';
import { findBrowser } from '../scripts/set-up/browser.mjs';

const browser = findBrowser();

/** The browser of this machine. Nothing here may reach out of it, and text must look the same everywhere. */
export const LAUNCH_OPTIONS: LaunchOptions = {
  args: [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-dev-shm-usage',
    '--disable-quic',
    '--disable-sync',
    '--font-render-hinting=none',
    '--no-first-run',
    '--no-pings',
  ],
  ...(browser ? { executablePath: browser } : {}),
};
