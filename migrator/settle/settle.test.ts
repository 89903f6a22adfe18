import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePlace, type Place } from '../testing/homes.ts';
import { halvesOf, partsOf } from './parts.ts';
import { type Settling, settle } from './settle.ts';

const weights = new Map([
  ['', 6],
  ['a', 6000],
  ['b*[x]', 6000],
  ['c', 100],
]);

describe('shares of a settle pass', () => {
  it('two halves have every folder once', () => {
    const halves = halvesOf(weights);
    expect(halves.map(({ without }) => [...(without ?? [])].sort())).toEqual([['b*[x]'], ['a', 'c']]);
    expect(halves.map(({ onlyFolders }) => onlyFolders ?? false)).toEqual([false, true]);
  });

  it('a tree that is small, or all in one folder, is not shared', () => {
    expect(halvesOf(new Map([['a', 100]]))).toHaveLength(1);
    expect(halvesOf(new Map([['a', 60_000]]))).toHaveLength(1);
  });

  it('many parts are the folders and one for what lies beside them', () => {
    expect(partsOf(weights, 3)).toEqual([
      { path: 'a', isShallow: false },
      { path: 'b*[x]', isShallow: false },
      { path: 'c', isShallow: false },
      { path: '', isShallow: true },
    ]);
  });
});

describe('a settle pass that is shared', () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
    for (const folder of ['a', 'b*[x]', 'c']) {
      mkdirSync(join(place.old, folder, 'inner'), { recursive: true });
      writeFileSync(join(place.old, folder, 'inner', 'file'), folder);
      // The bulk pass has made the folders.
      mkdirSync(join(place.new, folder));
    }
    writeFileSync(join(place.old, 'top'), 'top');
    utimesSync(join(place.old, 'b*[x]'), 1, 2);
  });
  afterEach(() => place.remove());

  async function settled(jobs: number): Promise<string[]> {
    const [from, to] = [openSync(place.old, 'r'), openSync(place.new, 'r')];
    const lock = openSync(join(place.root, 'lock'), 'w');
    const mended: string[] = [];
    const settling: Settling = {
      ...{ from, to, lock, weights, jobs, filter: '', beyond: [], keepSetId: false, keepAccessTimes: true },
      ...{ hasAttributes: true, hungAfter: 60, signal: new AbortController().signal },
      bring: () => Promise.resolve(),
      onItem: ({ path }) => mended.push(path),
      onVanished: () => undefined,
      onAttributeLost: () => undefined,
    };
    await settle(settling);
    for (const fd of [from, to, lock]) closeSync(fd);
    return mended.filter((path) => path !== '' && path !== '.').sort();
  }

  it.each([1, 2, 4])('by %i brings everything, and then finds nothing more to do', async (jobs) => {
    const mended = new Set(await settled(jobs));
    for (const folder of ['a', 'b*[x]', 'c']) {
      expect(readFileSync(join(place.new, folder, 'inner', 'file'), 'utf8')).toBe(folder);
      expect(mended).toContain(`${folder}/inner/file`);
    }
    expect(mended).toContain('top');
    expect(statSync(join(place.new, 'b*[x]')).mtimeMs).toBe(2000);
    expect(await settled(jobs)).toEqual([]);
  });

  it('a folder that is gone since it was weighed is no failure', async () => {
    await settled(4);
    rmSync(join(place.old, 'c'), { recursive: true });
    await expect(settled(4)).resolves.toBeDefined();
  });
});
