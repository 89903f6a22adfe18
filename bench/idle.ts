import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { LAUNCH_OPTIONS } from '../e2e/browser.ts';
import { pods } from '../proof/pod-scripts.ts';
import { type Site, startSite } from '../proof/site.ts';
import type { Bench } from './figure.ts';
import { startRun, untilStatus } from './start-run.ts';

const OVER_MS = 60_000;
/** What the opening of the pages sets off is over by then. */
const SETTLED_MS = 5_000;
/** Of a second; the unit of /proc/PID/stat on every Linux that Node runs on. */
const TICKS = 100;

/** What pages cost the server that are only looked at. */
export const idle: Bench = {
  name: 'idle',
  title: 'Ten idle pages',
  how:
    `Ten visible pages on which nothing changes: processor time of the dashboard's process over ${OVER_MS / 1000} s, all its threads, ` +
    'as a share of one core. Peer: the same process with no page open, before them.',

  async run(say) {
    const site = await startSite({ server: 'built', usernames: ['old', 'new', 'late', 'later'] });
    const browser = await chromium.launch(LAUNCH_OPTIONS);
    try {
      const paths = await pathsOf(site);
      await pause(SETTLED_MS);
      const without = await shareOf(site);
      say(`no page: ${percent(without)}`);
      const [apart, together] = [
        await withPages(site, browser, paths, false),
        await withPages(site, browser, paths, true),
      ];
      say(`ten pages: ${percent(apart)} in ten browsers, ${percent(together)} in one`);
      const peer = percent(without);
      return [
        { what: `${paths.length} pages, each in a browser of its own`, measured: percent(apart), peer },
        { what: `${paths.length} pages in windows of one browser`, measured: percent(together), peer },
      ];
    } finally {
      await browser.close();
      await site.environment.stop();
    }
  },
};

/** The processor time while the pages are open: of ten people, or of one with ten windows. */
async function withPages(site: Site, browser: Browser, paths: readonly string[], isOne: boolean): Promise<number> {
  const viewport = { width: 1440, height: 900 };
  const contexts = await Promise.all((isOne ? [paths] : paths.map((path) => [path])).map((some) => open(some)));
  await pause(SETTLED_MS);
  const share = await shareOf(site);
  for (const context of contexts) await context.close();
  return share;

  async function open(some: readonly string[]): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport });
    for (const path of some) {
      const page = await context.newPage();
      await page.goto(site.environment.url + path, { waitUntil: 'networkidle' });
      const isVisible = await page.evaluate(() => document.visibilityState === 'visible');
      if (!isVisible) throw new Error(`${path} is not visible`);
    }
    return context;
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} % of a core`;

/** One of each page that asks for news; three of them of a run that copies and says nothing more. */
async function pathsOf(site: Site): Promise<readonly string[]> {
  await site.cluster.play('old', pods.good);
  const done = await startRun(site, 'old', 'new');
  await untilStatus(site, done, 'succeeded');
  await site.cluster.play('late', pods.endless);
  const copying = await startRun(site, 'late', 'later');
  await untilStatus(site, copying, 'copying');
  const run = `/migrations/${copying}`;
  return [
    '/',
    '/migrations',
    run,
    run,
    run,
    `/migrations/${done}`,
    '/pairs/late/later',
    '/users/late',
    '/cleanup',
    '/migrations/new?old=old&new=new',
  ];
}

async function shareOf({ environment }: Site): Promise<number> {
  const before = ticksOf(environment.dashboardPid);
  await pause(OVER_MS);
  return (ticksOf(environment.dashboardPid) - before) / TICKS / (OVER_MS / 1000);
}

/** Processor time that a process and its threads have taken, in ticks. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
