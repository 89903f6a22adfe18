import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Locator, type Page } from '@playwright/test';
import { LAUNCH_OPTIONS } from '../e2e/browser.ts';
import { pairOf } from '../proof/made-up.ts';
import { fillHistory } from '../proof/many-runs.ts';
import type { Bench, Figure } from './figure.ts';
import { REALM, startFilledSite } from './filled-site.ts';
import { openSettled, openSlowPage, press, SLOWER, type Step, shiftOf, slowestInput } from './slow-browser.ts';
import { median, withUnit } from './statistics.ts';

const RUNS = 100_000;
const PAIR = pairOf(RUNS / 2);
const ROUNDS = 3;

/** What every page takes from its reader's patience when the record is long. */
export const inputs: Bench = {
  name: 'inputs',
  title: 'Inputs on every page',
  how:
    `The built server with ${RUNS.toLocaleString('en-US')} runs, in Chromium with its processor made ${SLOWER} times slower. Each figure is the longest time ` +
    `from an input to the next frame, as the browser itself measures it (Event Timing): the median and the most of ${ROUNDS} rounds, each in a page ` +
    'newly opened. Shift is by how much things moved unasked at most (Layout Instability).',

  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'rehome-bench-'));
    const history = join(folder, 'history.db');
    await fillHistory(history, REALM, RUNS);
    const site = await startFilledSite(history);
    // A refusal, so that the audit has something to show.
    await site.call('startMigration', { oldUser: 'old', newUser: 'old' });
    const browser = await chromium.launch(LAUNCH_OPTIONS);
    try {
      const found = new Map<string, number[]>();
      const note = (what: string, value: number) => found.set(what, [...(found.get(what) ?? []), value]);
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [path, steps] of PAGES) {
          const page = await openSlowPage(browser);
          await openSettled(page, site.environment.url + path);
          note(LOOP, await page.evaluate(fixedLoop));
          for (const [what, act] of steps) {
            const slowest = await slowestInput(page, act);
            say(`${path}, ${what}: ${slowest} ms`);
            note(`${nameOf(path)}: ${what}`, slowest);
          }
          note(`${nameOf(path)}: ${SHIFT}`, await shiftOf(page));
          await page.close();
        }
      }
      return [...found].map(([what, values]): Figure => ({ what, measured: inWords(what, values) }));
    } finally {
      await browser.close();
      await site.environment.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const SHIFT = 'shift';
const LOOP = 'for comparison, a fixed loop in the same pages';

/** Runs in the page: how long the same work takes there, in milliseconds. It tells how much of a spread is the machine's own. */
function fixedLoop(): number {
  const start = performance.now();
  let sum = 0;
  for (let at = 0; at < 5_000_000; at += 1) sum += at % 7;
  return sum > 0 ? Math.round(performance.now() - start) : 0;
}

function inWords(what: string, values: readonly number[]): string {
  const most = Math.max(...values);
  if (what.endsWith(SHIFT)) return most.toFixed(3);
  return most === 0 ? 'less than 16 ms' : `${withUnit(median(values), 'ms')}, at most ${withUnit(most, 'ms')}`;
}

/** A path without the names in it. */
const nameOf = (path: string): string =>
  path.replace(PAIR.oldUser, 'old').replace(encodeURIComponent(PAIR.newUser), 'new');

/** How long a person holds a mouse's button down, in milliseconds. */
const HELD_MS = 80;

/** Clicks as a mouse does, without what Playwright's own click does in the page to be sure that it hits. */
async function click(page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> {
  await clickAt(page, page.getByRole(role, { name, exact: typeof name === 'string' }).first());
}

async function clickAt(page: Page, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} has no place on the page`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: HELD_MS });
}

const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text, { delay: 60 });

async function pasteList(page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const list = Array.from({ length: 200 }, (_, at) => `old${at},new${at}`).join('\n');
  await page.evaluate((text) => navigator.clipboard.writeText(text), list);
  await page.getByRole('textbox').first().focus();
  await page.keyboard.press('Control+v');
}

const EVERYWHERE: readonly Step[] = [
  ['opening the palette', (page) => page.keyboard.press('Control+k')],
  ['typing into the palette', (page) => type(page, 'solberg')],
  [
    'down and up in the palette, 20 times',
    (page) => press(page, 'ArrowDown', 10).then(() => press(page, 'ArrowUp', 10)),
  ],
  ['closing the palette', (page) => press(page, 'Escape', 2)],
  ['opening the keys', (page) => press(page, '?', 1)],
  ['closing the keys', (page) => press(page, 'Escape', 1)],
  ['typing into the search of users', (page) => page.keyboard.press('/').then(() => type(page, 'shark'))],
  ['leaving it', (page) => press(page, 'Escape', 2)],
];

const PAGES: readonly (readonly [path: string, steps: readonly Step[]])[] = [
  ['/', EVERYWHERE],
  [
    '/migrations',
    [
      [
        'typing into the search',
        (page) => page.getByRole('searchbox', { name: /^Search names/ }).pressSequentially('solberg', { delay: 60 }),
      ],
      ['clearing the search', (page) => page.getByRole('searchbox', { name: /^Search names/ }).fill('')],
      ['opening the filters', (page) => click(page, 'button', 'Filter')],
      ['choosing a kind', (page) => page.getByLabel('Kind').press('c')],
      ['applying the filters', (page) => click(page, 'button', 'Apply filters')],
      ['taking a filter away', (page) => click(page, 'link', /^Remove filter/)],
      ['opening the view', (page) => click(page, 'button', 'View')],
      ['showing a column', (page) => click(page, 'checkbox', 'Files')],
      ['grouping by pair', (page) => click(page, 'switch', 'Group by pair')],
      ['closing the view', (page) => page.keyboard.press('Escape')],
      ['opening a group', (page) => click(page, 'button', /^Show earlier runs/)],
      ['selecting a row', (page) => click(page, 'checkbox', /^Select .* to /)],
      ['selecting all rows', (page) => click(page, 'checkbox', 'Select every run of this page')],
      ['the next page', (page) => clickAt(page, page.locator('a[rel="next"]'))],
    ],
  ],
  [
    `/pairs/${PAIR.oldUser}/${encodeURIComponent(PAIR.newUser)}`,
    [['writing a note', (page) => page.getByRole('textbox').last().pressSequentially('moved', { delay: 60 })]],
  ],
  [`/users/${PAIR.oldUser}`, [['a key that does nothing, 20 times', (page) => press(page, 'F9', 20)]]],
  [
    '/cleanup',
    [
      ['opening the removal of a copy', (page) => click(page, 'button', /^Remove/)],
      ['typing into it', (page) => type(page, PAIR.oldUser)],
      ['closing it', (page) => page.keyboard.press('Escape')],
    ],
  ],
  [
    '/audit',
    [
      ['choosing what', (page) => page.getByLabel('What').press('s')],
      ['typing a name', (page) => page.getByLabel('Old username').pressSequentially('ashark', { delay: 60 })],
      ['showing it', (page) => click(page, 'button', 'Show')],
    ],
  ],
  ['/settings', [['a key that does nothing, 20 times', (page) => press(page, 'F9', 20)]]],
  [
    '/bulk',
    [
      ['pasting a list of 200', pasteList],
      ['typing a letter after it', (page) => page.keyboard.press('x')],
    ],
  ],
  [
    '/migrations/new',
    [
      [
        'typing an old account',
        (page) => page.getByRole('combobox', { name: 'Old account' }).pressSequentially('old', { delay: 60 }),
      ],
      ['choosing it', (page) => page.keyboard.press('Enter')],
      [
        'typing a new account',
        (page) => page.getByRole('combobox', { name: 'New account' }).pressSequentially('new', { delay: 60 }),
      ],
      ['choosing it too', (page) => page.keyboard.press('Enter')],
      ['swapping them', (page) => click(page, 'button', /^Swap/)],
      ['opening the options', (page) => click(page, 'button', 'Change options')],
      [
        'typing a pattern',
        (page) => page.getByRole('textbox', { name: /^Also left out/ }).pressSequentially('/data/**', { delay: 60 }),
      ],
    ],
  ],
];
