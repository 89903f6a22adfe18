import type { Browser, Page } from '@playwright/test';

/** How many times slower than this machine's the processor of the browser is made. */
export const SLOWER = 6;
/** What an input sets off later, as a search does once the typing has paused, is over by then, and counts for the input before. */
const AFTERMATH_MS = 1_500;

/** Something that a reader does on a page, and what it is called. */
export type Step = readonly [what: string, act: (page: Page) => Promise<unknown>];

/** A wide page in a browser whose processor is `SLOWER` times slower. */
export async function openSlowPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchPage);
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return page;
}

/** Opens a page and waits until its scripts have taken it over. */
export async function openSettled(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(AFTERMATH_MS);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

/** The longest time from an input of this step to the next frame, in milliseconds; in steps of 8, as the browser tells it (Event Timing). */
export async function slowestInput(page: Page, act: Step[1]): Promise<number> {
  await take(page, 'slowest');
  await act(page);
  await page.waitForTimeout(AFTERMATH_MS);
  return take(page, 'slowest');
}

/** How far things have moved without being asked to, as the browser counts it (Layout Instability), since the page was opened. */
export const shiftOf = (page: Page): Promise<number> => take(page, 'shift');

export async function press(page: Page, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
}

/** Runs in the page, before anything else does. */
function watchPage(): void {
  Object.assign(window, { slowest: 0, shift: 0 });
  new PerformanceObserver((list) => {
    // A pointer that comes to lie over something because that moved is no interaction of the reader's.
    const inputs = list.getEntries().filter((entry) => Reflect.get(entry, 'interactionId') > 0);
    const durations = inputs.map(({ duration }) => duration);
    Reflect.set(window, 'slowest', Math.max(Number(Reflect.get(window, 'slowest')), ...durations));
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    const unasked = list.getEntries().filter((entry) => !Reflect.get(entry, 'hadRecentInput'));
    const sum = unasked.reduce((all, entry) => all + Number(Reflect.get(entry, 'value')), 0);
    Reflect.set(window, 'shift', Number(Reflect.get(window, 'shift')) + sum);
  }).observe({ type: 'layout-shift', buffered: true });
}

const take = (page: Page, what: 'slowest' | 'shift'): Promise<number> =>
  page.evaluate((name) => {
    const taken = Number(Reflect.get(window, name));
    Reflect.set(window, name, 0);
    return taken;
  }, what);
