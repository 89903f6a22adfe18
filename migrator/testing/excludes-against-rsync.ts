import { deepStrictEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Excludes, matches, parseExcludes, rsyncFilter } from '#lib/migrations/excludes.ts';

/** A few bytes, so that names and patterns meet often: plain, signs of patterns and of rule files, UTF-8 and what is none. */
const BYTE = fc.constantFrom(...'aab.*?[]-#; +!@~\\{\n', '\u00c3', '\u00a4', '\u00ff');
const NAME = fc
  .oneof(
    { weight: 5, arbitrary: fc.string({ unit: BYTE, minLength: 1, maxLength: 4 }) },
    fc.constantFrom('aa', 'b', 'ab.a'),
  )
  .filter((name) => name !== '.' && name !== '..');
const TREE = fc.array(fc.array(NAME, { minLength: 1, maxLength: 4, size: 'max' }), {
  minLength: 4,
  maxLength: 24,
  size: 'max',
});

const SET = fc
  .tuple(
    fc.constantFrom('', '!', '^'),
    fc.string({ unit: fc.constantFrom(...'ab.*?-][#'), minLength: 1, maxLength: 4 }),
  )
  .map(([not, inside]) => `[${not}${inside}]`);
const PART = fc.oneof(
  fc.constantFrom('a', 'b', '.', 'ä', 'aa', '-', '#', ';', ']', ' '),
  fc.constantFrom('*', '**', '?', '*', '/', '/'),
  SET,
);
const PATTERN = fc
  .tuple(fc.constantFrom('', '', '/'), fc.array(PART, { minLength: 1, maxLength: 5 }), fc.constantFrom('', '', '/'))
  .map(([start, parts, end]) => start + parts.join('') + end)
  .filter((text) => parseExcludes([text]).ok);

/** Some paths of which each is a file or, where another goes on from it, a folder; and patterns that are taken. */
const CASE = fc.record({
  tree: TREE,
  patterns: fc.array(PATTERN, { minLength: 1, maxLength: 5, size: 'max' }),
  lastIsFolder: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
});
type Case = typeof CASE extends fc.Arbitrary<infer T> ? T : never;

/** Everything in such a tree, what rsync copies of it, and what our own matching leaves of it. */
function bothWays({ tree, patterns, lastIsFolder }: Case): { all: string[]; rsync: string[]; ours: string[] } {
  const parsed = parseExcludes(patterns);
  if (!parsed.ok) throw new Error(parsed.problems.join(' '));
  const root = mkdtempSync(join(tmpdir(), 'excludes-test-'));
  try {
    const [from, to] = [join(root, 'from'), join(root, 'to')];
    mkdirSync(from);
    for (const [index, names] of tree.entries()) plant(from, names, lastIsFolder[index] ?? false);
    copy(from, to, parsed.excludes);
    return {
      all: pathsOf(from, () => true),
      rsync: pathsOf(to, () => true),
      ours: pathsOf(from, (path, isFolder) => !matches(parsed.excludes, path, isFolder)),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const bytes = (path: string): Buffer => Buffer.from(path, 'latin1');

function plant(from: string, names: readonly string[], lastIsFolder: boolean): void {
  let path = from;
  for (const [index, name] of names.entries()) {
    path += `/${name}`;
    try {
      if (index < names.length - 1 || lastIsFolder) mkdirSync(bytes(path), { recursive: true });
      else writeFileSync(bytes(path), '', { flag: 'wx' });
    } catch {
      // Something is there already, a file on the way or a folder in its place: the tree is what it is.
      return;
    }
  }
}

function copy(from: string, to: string, excludes: Excludes): void {
  const { status, stderr } = spawnSync('rsync', ['-r', '--from0', '--exclude-from=-', '--', `${from}/`, `${to}/`], {
    input: bytes(rsyncFilter(excludes)),
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (status !== 0) throw new Error(`rsync: ${stderr}`);
}

/** Every path that is reached, folders as `path/`, in order; `wanted` says what is gone into. */
function pathsOf(root: string, wanted: (path: string, isFolder: boolean) => boolean, below = ''): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(bytes(`${root}/${below}`), { withFileTypes: true, encoding: 'buffer' })) {
    const path = below + entry.name.toString('latin1');
    if (!wanted(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) found.push(`${path}/`, ...pathsOf(root, wanted, `${path}/`));
    else found.push(path);
  }
  return found.sort();
}

/**
 * Compares both ways in many cases; throws at the first that differs, with the smallest like it and the seed. Returns how many
 * cases left out a part of the tree and copied another.
 */
export function compareManyTimes({ cases, seed }: { cases: number; seed: number | undefined }): { telling: number } {
  let telling = 0;
  const same = fc.property(CASE, (given) => {
    const { all, rsync, ours } = bothWays(given);
    if (rsync.length > 0 && rsync.length < all.length) telling += 1;
    deepStrictEqual(ours, rsync);
  });
  fc.assert(same, { numRuns: cases, ...(seed === undefined ? {} : { seed }) });
  return { telling };
}
