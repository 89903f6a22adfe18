import { closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { clearLinks } from '../staging.ts';
import { makeChain } from '../testing/chains.ts';
import { makePlace, type Place } from '../testing/homes.ts';
import { removeEntry, removeExtras } from './extras.ts';

let place: Place;
let dir: number;
beforeEach(() => {
  place = makePlace();
  dir = openSync(place.new, 'r');
});
afterEach(() => {
  closeSync(dir);
  place.remove();
});

const fill = (folder: string, files: number): void => {
  mkdirSync(join(place.new, folder));
  for (let n = 0; n < files; n += 1) writeFileSync(join(place.new, folder, `${n}`), '');
};
const descriptors = (): number => readdirSync('/proc/self/fd').length;

/** Asked so often, the job is to stop. */
const stopsAfter = (times: number) => {
  let asked = 0;
  return {
    throwIfStopped: () => {
      asked += 1;
      if (asked > times) throw new Failure('stopped', 'Stopped on request.');
    },
  };
};

it('what the original does not have goes, thousands of levels deep, with few descriptors', () => {
  makeChain(place.new, 'deep', 3000);
  fill('kept', 1);
  let most = 0;
  removeExtras(dir, new Set(['kept']), { throwIfStopped: () => (most = Math.max(most, descriptors())) });
  expect(readdirSync(place.new)).toEqual(['kept']);
  expect(most - descriptors()).toBeLessThan(100);
});

it('a job that is to stop does so in the middle of a folder, and holds nothing of it any more', () => {
  fill('folder', 200);
  const before = descriptors();
  expect(() => removeEntry(dir, 'folder', stopsAfter(50))).toThrow('Stopped on request');
  expect(readdirSync(join(place.new, 'folder')).length).toBeGreaterThan(100);
  expect(descriptors()).toBe(before);
  for (const name of ['a', 'b']) fill(name, 0);
  expect(() => removeExtras(dir, new Set(), stopsAfter(0))).toThrow('Stopped on request');
  expect(readdirSync(place.new)).toHaveLength(3);
});

it('names by inode are let go of until the run is to stop', async () => {
  fill('links', 20_000);
  const links = openSync(join(place.new, 'links'), 'r');
  try {
    await expect(clearLinks({ links }, AbortSignal.abort('SIGTERM'))).rejects.toMatchObject({ exit: 'stopped' });
    const left = readdirSync(join(place.new, 'links')).length;
    expect(left).toBeGreaterThan(0);
    await clearLinks({ links }, new AbortController().signal);
    expect(readdirSync(join(place.new, 'links'))).toEqual([]);
  } finally {
    closeSync(links);
  }
});
