import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  lchownSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeXattr, setXattr } from '../../xattr-calls.ts';
import { ACL, aclFor, DEFAULT_ACL, isRoot, makePlace, NEW, type Place, THIRD } from '../homes.ts';
import {
  changesBetween,
  compareTrees,
  EQUAL,
  fillWithTorture,
  inventory,
  PYTHON,
  removePlace,
} from './torture-home.ts';

const python = (code: string, ...args: string[]) => execFileSync(PYTHON, ['-c', `import os, sys\n${code}`, ...args]);

function writeAt(file: string, at: number, bytes: Buffer): void {
  const fd = openSync(file, constants.O_WRONLY);
  writeSync(fd, bytes, 0, bytes.length, at);
  closeSync(fd);
}

function attribute(folder: string, change: (dir: number) => void): void {
  const dir = openSync(folder, constants.O_RDONLY);
  change(dir);
  closeSync(dir);
}

/** Sets the time of a name one nanosecond later, whatever it is. */
const later = (path: string) =>
  python('s = os.lstat(sys.argv[1]); os.utime(sys.argv[1], ns=(0, s.st_mtime_ns + 1), follow_symlinks=False)', path);
/** Does something and puts the time of the file back, so that only the something differs. */
const inSecret = (path: string, change: () => void) => {
  const before = python('print(os.lstat(sys.argv[1]).st_mtime_ns)', path).toString().trim();
  change();
  python('os.utime(sys.argv[1], ns=(0, int(sys.argv[2])), follow_symlinks=False)', path, before);
};

/** A wrong of a copy: where, what is found, and how it is made. The last is undone by nothing, so each has its own path. */
const WRONGS: readonly (readonly [
  what: string,
  path: string,
  found: string,
  make: (path: string, copy: string) => void,
])[] = [
  ['a byte', 'sparse/odd-size', 'content', (path) => inSecret(path, () => writeAt(path, 999_999, Buffer.from('?')))],
  ['a byte more', 'many/3', 'size', (path) => inSecret(path, () => appendFileSync(path, '?'))],
  ['an owner', 'many/4', 'owner', (path) => chownSync(path, THIRD, 7001)],
  ['a group', 'many/5', 'owner', (path) => chownSync(path, 7001, THIRD)],
  ['the owner of a link', 'links/loop', 'owner', (path) => lchownSync(path, NEW, NEW)],
  ['a mode', 'many/6', 'mode', (path) => chmodSync(path, 0o645)],
  ['the mode of a folder', 'many-folders/1', 'mode', (path) => chmodSync(path, 0o1755)],
  ['a nanosecond', 'many/7', 'mtime', later],
  ['a nanosecond of a folder', 'many-folders/2', 'mtime', later],
  ['a nanosecond of a link', 'links/loop-a', 'mtime', later],
  ['a nanosecond of a FIFO', 'times/0-fifo', 'mtime', later],
  [
    'an attribute',
    'attributes/large',
    'attributes',
    (path) => {
      attribute(join(path, '..'), (dir) => setXattr(dir, 'large', 'user.large', Buffer.from('other')));
    },
  ],
  [
    'an attribute that is gone',
    'attributes',
    'attributes',
    (path) => {
      attribute(path, (dir) => removeXattr(dir, '', 'user.empty'));
    },
  ],
  [
    'an ACL',
    'attributes/acl-1',
    'attributes',
    (path) => {
      attribute(join(path, '..'), (dir) => setXattr(dir, 'acl-1', ACL, aclFor(NEW)));
    },
  ],
  [
    'a default ACL',
    'attributes/folder-1',
    'attributes',
    (path) => {
      attribute(join(path, '..'), (dir) => removeXattr(dir, 'folder-1', DEFAULT_ACL));
    },
  ],
  [
    'a hole that is filled',
    'sparse/end',
    'holes',
    (path) => inSecret(path, () => writeAt(path, 2 ** 20, Buffer.alloc(2 ** 20))),
  ],
  [
    'a hard link that is a file of its own',
    'hard/twin-0',
    'hard links',
    (path) => {
      execFileSync('cp', ['-a', path, `${path}~`]);
      renameSync(`${path}~`, path);
    },
  ],
  [
    'two files that are one',
    'hard/twin-1',
    'hard links',
    (path, copy) => {
      rmSync(path);
      python('os.link(sys.argv[1], sys.argv[2])', join(copy, 'hard/twin-2'), path);
    },
  ],
  [
    'a hard link from outside',
    'many/8',
    'links from elsewhere',
    (path, copy) => {
      python('os.link(sys.argv[1], sys.argv[2])', path, `${copy}-outside`);
    },
  ],
  [
    'the target of a link',
    'links/0',
    'target',
    (path) => {
      inSecret(path, () => {
        rmSync(path);
        symlinkSync('nowherf', path);
      });
    },
  ],
  ['a file that is missing', 'many/9', 'missing', (path) => rmSync(path)],
  ['a file too many', 'many/extra', 'extra', (path) => writeFileSync(path, '')],
  [
    'a folder in place of a file',
    'many/10',
    'type',
    (path) => {
      rmSync(path);
      python('os.mkdir(sys.argv[1])', path);
    },
  ],
  [
    'a file that is missing beyond what a path may be',
    '',
    'missing',
    (_, copy) => {
      python(
        `os.chdir(sys.argv[1])
while True:
  inner = [name for name in os.listdir('.') if name.isdigit()]
  if not inner: break
  os.chdir(inner[0])
os.unlink('file')`,
        join(copy, 'deep-levels'),
      );
    },
  ],
];

// Only root may make a home of several owners.
describe.skipIf(!isRoot)('the comparison', () => {
  let place: Place;
  let copy: string;
  // What was wrong already before a test made its own wrong.
  let known = new Set<string>();
  let before: string[];
  const differences = () => compareTrees(place.old, copy, EQUAL).differences;

  beforeAll(() => {
    place = makePlace();
    fillWithTorture(place.old, { many: 100, huge: false });
    copy = join(place.root, 'copy');
    mkdirSync(copy);
    fillWithTorture(copy, { many: 100, huge: false });
    before = inventory(copy);
  });
  afterAll(() => removePlace(place));

  it('finds nothing between two homes that were made alike, twice', () => {
    expect(differences()).toEqual([]);
    expect(differences()).toEqual([]);
  });

  it('does not change what it looks at', () => {
    const original = inventory(place.old);
    expect(differences()).toEqual([]);
    expect(changesBetween(original, inventory(place.old))).toEqual([]);
  });

  it.each(WRONGS)('finds %s', (_what, path, expected, make) => {
    make(join(copy, path), copy);
    const found = differences();
    const news = found.filter((difference) => !known.has(JSON.stringify(difference)));
    known = new Set(found.map((difference) => JSON.stringify(difference)));
    expect(news.map(({ what }) => what)).toContain(expected);
    if (path !== '') expect(news.map((difference) => difference.path)).toContain(path);
    const now = inventory(copy);
    expect(changesBetween(before, now)).not.toEqual([]);
    before = now;
  });
});
