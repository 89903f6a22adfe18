import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Crew } from '../crew/crew.ts';
import { look } from '../entry.ts';
import { type Scan, scan } from '../scan/scan.ts';
import { makePlace, type Place } from '../testing/homes.ts';
import { halvesOf, partsOf } from './parts.ts';
import { type Settling, settle } from './settle.ts';

const WEIGHTS = new Map([
  ['', 6],
  ['a', 6000],
  ['b*[x]', 6000],
  ['c', 100],
]);
const NONE: ReadonlySet<string> = new Set();
type Shares = Pick<Settling, 'weights' | 'whole'>;

describe('shares of a settle pass', () => {
  it('two halves have every folder once', () => {
    const halves = halvesOf(WEIGHTS, NONE);
    expect(halves.map(({ without }) => [...(without ?? [])].sort())).toEqual([['b*[x]'], ['a', 'c']]);
    expect(halves.map(({ onlyFolders }) => onlyFolders ?? false)).toEqual([false, true]);
  });

  it('a tree that is small, or all in one folder, is not shared', () => {
    expect(halvesOf(new Map([['a', 100]]), NONE)).toHaveLength(1);
    expect(halvesOf(new Map([['a', 60_000]]), NONE)).toHaveLength(1);
  });

  it('many parts are the folders and one for what lies beside them', () => {
    expect(partsOf(WEIGHTS, 3, NONE)).toEqual([
      { path: 'a', isShallow: false },
      { path: 'b*[x]', isShallow: false },
      { path: 'c', isShallow: false },
      { path: '', isShallow: true },
    ]);
  });

  it('a folder that is to stay whole is not split, and the others are', () => {
    const deeper = new Map([...WEIGHTS, ['a/one', 3000], ['a/two', 3000], ['c/one', 3000], ['c/two', 3000]]);
    const paths = partsOf(deeper, 40, new Set(['a'])).map(({ path }) => path);
    expect(paths.sort()).toEqual(['', 'a', 'b*[x]', 'c', 'c/one', 'c/two']);
    expect(partsOf(deeper, 40, new Set(['']))).toHaveLength(1);
    expect(halvesOf(deeper, new Set(['']))).toHaveLength(1);
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

  async function settled(
    jobs: number,
    { weights, whole }: Shares = { weights: WEIGHTS, whole: NONE },
  ): Promise<string[]> {
    const [from, to] = [openSync(place.old, 'r'), openSync(place.new, 'r')];
    const lock = openSync(join(place.root, 'lock'), 'w');
    const mended: string[] = [];
    const settling: Settling = {
      ...{ from, to, lock, weights, whole, jobs, filter: '', beyond: [], keepSetId: false, keepAccessTimes: true },
      ...{ hasAttributes: true, hungAfter: 60, timeStep: 1, signal: new AbortController().signal },
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

  async function scanned(): Promise<Scan> {
    const dir = openSync(place.old, 'r');
    const crew = new Crew({ workers: 1, most: 1 });
    try {
      const home = { dir, entry: look(dir, ''), path: place.old };
      return await scan({ home, crew, excludes: [], signal: new AbortController().signal, onFound: () => undefined });
    } finally {
      await crew.end();
      closeSync(dir);
    }
  }

  it('by several brings a file with names in several folders as one file, wherever these lie', async () => {
    for (let n = 0; n < 250; n += 1) writeFileSync(join(place.old, 'a', 'inner', `${n}`), '');
    for (const name of ['a/beside', 'a/inner/same', 'c/inner/across'])
      linkSync(join(place.old, 'a', 'inner', 'file'), join(place.old, name));
    const across = await scanned();
    expect([...across.whole]).toContain('');
    await settled(4, across);
    expect(statSync(join(place.new, 'c', 'inner', 'across')).nlink).toBe(4);
    rmSync(join(place.old, 'c', 'inner', 'across'));
    rmSync(join(place.new, 'a', 'inner'), { recursive: true });
    rmSync(join(place.new, 'a', 'beside'));
    const within = await scanned();
    expect([...within.whole]).toEqual(['a']);
    expect(partsOf(within.weights, 12, within.whole).length).toBeGreaterThan(1);
    await settled(4, within);
    expect(statSync(join(place.new, 'a', 'beside')).nlink).toBe(3);
  });

  it('names in one folder, or below the folders that are shared out, keep nothing whole', async () => {
    mkdirSync(join(place.old, 'c', 'inner', 'x', 'y'), { recursive: true });
    linkSync(join(place.old, 'a', 'inner', 'file'), join(place.old, 'a', 'inner', 'same'));
    linkSync(join(place.old, 'c', 'inner', 'file'), join(place.old, 'c', 'inner', 'again'));
    writeFileSync(join(place.old, 'c', 'inner', 'x', 'file'), '');
    linkSync(join(place.old, 'c', 'inner', 'x', 'file'), join(place.old, 'c', 'inner', 'x', 'y', 'same'));
    expect([...(await scanned()).whole]).toEqual([]);
  });
});
