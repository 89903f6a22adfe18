import { chromium } from '@playwright/test';
import { LAUNCH_OPTIONS } from '../e2e/browser.ts';
import { longLog } from '../proof/long-log.ts';
import { type Site, startSite } from '../proof/site.ts';
import { until } from '../proof/until.ts';
import type { Bench } from './figure.ts';
import { openSlowPage, press, SLOWER, type Step, slowestInput } from './slow-browser.ts';
import { startRun } from './start-run.ts';
import { withUnit } from './statistics.ts';

const LINES = 100_000;

/** What a page with a long log takes from its reader's patience. */
export const logPage: Bench = {
  name: 'log',
  title: 'A log of 100,000 lines',
  how:
    `The page of a run whose pod has said ${LINES.toLocaleString('en-US')} lines, in Chromium with its processor made ${SLOWER} times slower. ` +
    'Each figure is the longest time from an input to the next frame, as the browser itself measures it (Event Timing).',

  async run(say) {
    const site = await startSite({ server: 'built', usernames: ['old', 'new'] });
    const browser = await chromium.launch(LAUNCH_OPTIONS);
    try {
      const id = await startLongRun(site);
      const page = await openSlowPage(browser);
      await page.goto(`${site.environment.url}/migrations/${id}`);
      const opened = performance.now();
      await page.locator('.log[aria-busy=false]').waitFor({ timeout: 120_000 });
      const loaded = Math.round(performance.now() - opened);
      const figures = [{ what: 'until all lines are in the browser', measured: withUnit(loaded, 'ms') }];
      for (const [what, act] of STEPS) {
        const slowest = await slowestInput(page, act);
        say(`${what}: ${slowest} ms`);
        figures.push({ what, measured: withUnit(slowest, 'ms') });
      }
      const elements = await page.locator('.log *').count();
      figures.push({ what: 'elements that hold the log', measured: String(elements) });
      return figures;
    } finally {
      await browser.close();
      await site.environment.stop();
    }
  },
};

const STEPS: readonly Step[] = [
  ['a key that does nothing, 20 times', (page) => press(page, 'F9', 20)],
  [
    'typing into the search',
    (page) => page.getByLabel('Search in the log').pressSequentially('file data', { delay: 60 }),
  ],
  ['to the next match, 20 times', (page) => press(page, 'Enter', 20)],
  ['to the one before, 20 times', (page) => press(page, 'Shift+Enter', 20)],
  ['clearing the search', (page) => page.getByLabel('Search in the log').press('Escape')],
  [
    'paging up, 40 times',
    (page) =>
      page
        .locator('.log')
        .focus()
        .then(() => press(page, 'PageUp', 40)),
  ],
  ['to the start of the log and back', (page) => press(page, 'Home', 1).then(() => press(page, 'End', 1))],
  ['turning wrapping off', (page) => page.getByRole('switch', { name: 'Wrap' }).press('Space')],
  ['choosing a level', (page) => page.getByLabel('Level').press('w')],
  ['choosing all levels', (page) => page.getByLabel('Level').press('a')],
  ['copying all lines', (page) => page.getByRole('button', { name: 'Copy the lines on show' }).press('Enter')],
];

async function startLongRun(site: Site): Promise<string> {
  await site.cluster.play('old', longLog(LINES));
  const id = await startRun(site, 'old', 'new');
  await until('all lines are heard', async () => (await site.run(id)).log.next >= LINES || undefined, 60_000);
  return id;
}
