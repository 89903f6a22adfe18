import { EXIT } from '#lib/migrations/exit-codes.ts';
import { PHASES } from '#lib/migrations/states.ts';
import { Embedded } from '../proof/embedded.ts';
import { said } from '../proof/pod-scripts.ts';
import { startEnvironment } from './environment.ts';
import { expect, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

const STEP_MS = 1_500;
const TOTAL = 1_000_000;
/** Closer together than what is said of them. */
const PERCENTS = [0, 2, 4, 11, 13, 18, 34, 36, 52, 55, 71, 78, 93, 97, 100];

let seq = 0;
const line = (about: object): string => {
  seq += 1;
  return JSON.stringify({ seq, at: '{now}', ...about });
};
const progress = (percent: number) => ({
  delayMs: 300,
  line: line({
    ...{ type: 'progress', bytesDone: (TOTAL / 100) * percent, bytesTotal: TOTAL, filesDone: percent, filesTotal: 100 },
    ...{ rate: null, remaining: null, path: null },
  }),
});
/** Each step of a copy long enough that a page sees it. */
const steps = PHASES.flatMap((phase) => [
  { delayMs: STEP_MS, line: line({ type: 'phase', phase }) },
  ...(phase === 'copying' ? PERCENTS.map(progress) : []),
]);

test('a screen reader hears each step of a run once, and no more than each tenth of the way', async ({ page }) => {
  test.setTimeout(120_000);
  const environment = await startEnvironment();
  const cluster = new Embedded(environment.clusterUrl);
  await cluster.play('ybenami', {
    steps: [...steps, { delayMs: STEP_MS }],
    exitCode: EXIT.ok,
    terminationMessage: said({}),
  });
  try {
    const id = await startQuietly(environment.url, 'ybenami', 'yael.benami');
    await page.goto(`${environment.url}/migrations/${id}`);
    const region = page.locator('main p[role="status"].sr-only');
    await region.evaluate((words) => {
      const heard = [words.textContent ?? ''];
      Reflect.set(window, 'heard', heard);
      const hear = () => {
        const now = words.textContent ?? '';
        if (heard.at(-1) !== now) heard.push(now);
      };
      new MutationObserver(hear).observe(words, { childList: true, characterData: true, subtree: true });
    });
    await untilStatus(environment.url, id, 'succeeded', 'succeeded_with_notes');
    await expect(region).toHaveText(/^Done/);
    const heard = await page.evaluate(() => Reflect.get(window, 'heard') as string[]);
    expect(new Set(heard).size, heard.join(' | ')).toBe(heard.length);
    const labels = heard.map((words) => words.replace(/, \d+ percent$/, ''));
    const turns = labels.filter((label, at) => label !== labels[at - 1]);
    expect(new Set(turns).size, heard.join(' | ')).toBe(turns.length);
    expect(turns.length, heard.join(' | ')).toBeGreaterThanOrEqual(PHASES.length);
    const percents = heard.flatMap((words) => /, (\d+) percent$/.exec(words)?.slice(1).map(Number) ?? []);
    expect(percents.length, heard.join(' | ')).toBeGreaterThan(2);
    for (const percent of percents) expect(percent % 10).toBe(0);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    // An open page would miss its server.
    await page.goto('about:blank');
  } finally {
    await environment.stop();
  }
});
