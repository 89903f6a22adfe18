import { closeSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHome } from '../homes.ts';
import { Pacer } from '../pacer.ts';
import { makePlace, type Place } from '../testing/homes.ts';
import { walk } from '../walk.ts';
import { type CheckedHome, countEntry } from './count-entry.ts';
import { excludeRows } from './exclude-rows.ts';
import { homeReport, neededFor } from './report-of.ts';
import { addSize, emptyTally, merge, type Tally } from './tally.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** Counts a home into several tallies, the entries of one folder into one of them. */
async function tallies(number: number): Promise<{ all: Tally[]; report(tally: Tally): unknown }> {
  const home = openHome(place.old, 'old');
  const rows = excludeRows(['@caches', '*.tmp']);
  const checked: CheckedHome = { device: home.entry.device, paths: ['/home/alice'], rows };
  const all = Array.from({ length: number }, () => emptyTally(rows.length));
  const out = [0];
  await walk(
    home.dir,
    {
      visit({ dir, name, path, entry, depth }) {
        const tally = all[dirname(path).length % number] ?? emptyTally(rows.length);
        out[depth] = countEntry(checked, tally, { dir, name, path, entry, above: out[depth - 1] ?? 0 });
        return true;
      },
    },
    new Pacer(new AbortController().signal),
  );
  closeSync(home.dir);
  return { all, report: (tally) => ({ ...homeReport(home.entry, tally, rows), needed: neededFor(tally) }) };
}

test('tallies of parts of a home, sent between threads and merged in any order, are the tally of the whole', async () => {
  for (const path of [
    'a',
    '.cache/b/c',
    'x/y/z/deep',
    'x/.ssh/id_rsa',
    'x/y/q.tmp',
    'migrated-a/b',
    '.rehome-x/tree/c',
  ]) {
    mkdirSync(join(place.old, dirname(path)), { recursive: true });
    writeFileSync(join(place.old, path), 'x'.repeat(1000 * path.length));
  }
  linkSync(join(place.old, '.cache/b/c'), join(place.old, 'x/y/linked'));
  linkSync(join(place.old, '.cache/b/c'), join(place.old, 'x/linked.tmp'));
  for (const name of ['x/up', 'x/y/up', 'up']) symlinkSync('/elsewhere', join(place.old, name));
  const {
    all: [whole = emptyTally(0)],
    report,
  } = await tallies(1);
  for (const number of [2, 3, 5, 7]) {
    const { all } = await tallies(number);
    for (const order of [all, all.toReversed()]) {
      const merged = order.map((tally) => structuredClone(tally)).reduce(merge);
      // Which of its folders a file with several names counts to is the only choice.
      expect(report(merged)).toEqual({ ...Object(report(whole)), largest: expect.any(Array) });
      expect(total(merged)).toBe(total(whole));
    }
  }
});

const total = (tally: Tally): number =>
  [...tally.sizes].filter(([path]) => !path.includes('/')).reduce((sum, [, { bytes }]) => sum + bytes, 0);

test('of very many folders near the top the large ones are kept, and not all', () => {
  const tally = emptyTally(0);
  for (let number = 0; number < 50_000; number++)
    addSize(tally, `${number}`, 1, number % 1000 === 7 ? 1e9 + number : 1);
  expect(tally.sizes.size).toBeLessThan(10_000);
  expect([...tally.sizes.values()].filter(({ bytes }) => bytes > 1e9)).toHaveLength(50);
});
