import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A home with one small file. */
export function makeHome(path: string, owner: Owner): void {
  mkdirSync(path, { mode: 0o750 });
  writeFileSync(join(path, 'notes.txt'), `the notes of ${path}\n`);
  for (const each of [join(path, 'notes.txt'), path]) chownSync(each, owner.uid, owner.gid);
}

/** A home whose files take 6 s each to copy, at a megabyte a second. */
export function makeSlowHome(path: string, files: number, owner: Owner): void {
  makeHome(path, owner);
  for (let number = 0; number < files; number++) {
    const file = join(path, `simulation-${number}.dat`);
    writeFileSync(file, Buffer.alloc(6_000_000, 'simulated '));
    chownSync(file, owner.uid, owner.gid);
  }
}

/** A home of many small files. */
export function makeManyFiles(path: string, count: number, owner: Owner): void {
  makeHome(path, owner);
  for (let number = 0; number < count; number++) {
    const folder = join(path, `folder-${Math.floor(number / 1000)}`);
    if (number % 1000 === 0) mkdirSync(folder);
    writeFileSync(join(folder, `a-file-with-a-name-that-is-rather-long-${number}.txt`), '');
  }
  giveAll(path, owner);
}

const ODD_NAMES = [
  Buffer.from('new\nline'),
  Buffer.from([0x62, 0x61, 0x64, 0xff, 0xfe]),
  Buffer.from('n'.repeat(255)),
  Buffer.from('-rf'),
  Buffer.from('back\\slash "quoted" *?[x] $(HOME)'),
  Buffer.from('\u001b[31mred \u202egnp.exe'),
  Buffer.from(' space '),
  Buffer.from('données Ædda 李明'),
];

/** A home of several thousand files as people have them, with links, hard links, holes, a FIFO and odd names. */
export function makeFullHome(path: string, owner: Owner): void {
  makeHome(path, owner);
  const at = (...names: string[]) => join(path, ...names);
  for (let folder = 0; folder < 30; folder++) {
    mkdirSync(at(`folder-${folder}`));
    for (let file = 0; file < 100; file++) writeFileSync(at(`folder-${folder}`, `${file}.txt`), `${folder}/${file}\n`);
  }
  for (const name of ODD_NAMES) writeFileSync(Buffer.concat([Buffer.from(`${path}/`), name]), name);
  symlinkSync('nowhere', at('dangling'));
  symlinkSync('/etc/hostname', at('absolute'));
  symlinkSync('loop', at('loop'));
  symlinkSync('folder-0', at('to-folder'));
  writeFileSync(at('linked'), Buffer.alloc(300_000, 'x'));
  for (const name of ['linked-2', 'folder-3/linked-3']) linkSync(at('linked'), at(name));
  writeFileSync(at('sparse'), 'start');
  truncateSync(at('sparse'), 64 * 1024 ** 2);
  execFileSync('mkfifo', ['-m', '600', at('fifo')]);
  mkdirSync(at('empty'), { mode: 0o700 });
  mkdirSync(at('deep', ...Array.from({ length: 60 }, (_, level) => `d${level}`)), { recursive: true });
  writeFileSync(at('secret'), 'secret', { mode: 0o600 });
  mkdirSync(at('setgid-folder'));
  giveAll(path, owner);
  chmodSync(at('setgid-folder'), 0o2775);
}

/** What makes a copy worth a note, and files of others: these only root may copy. */
export async function addWhatOnlyRootCopies(path: string): Promise<void> {
  const at = (...names: string[]) => join(path, ...names);
  writeFileSync(at('set-id'), '#!/bin/sh\n');
  chmodSync(at('set-id'), 0o4755);
  writeFileSync(at('closed'), 'nobody reads this', { mode: 0o000 });
  chownSync(at('folder-1'), 0, 0);
  chownSync(at('folder-1', '1.txt'), 4321, 4321);
  lchownSync(at('dangling'), 65534, 65534);
  const server = createServer().listen(at('S.gpg-agent'));
  await new Promise((resolve) => server.once('listening', resolve));
  // The socket stays where it is when nobody listens any more, as an agent that was killed leaves it.
  execFileSync('cp', ['--archive', at('S.gpg-agent'), at('S.left')]);
  await new Promise((resolve) => server.close(resolve));
}

function giveAll(path: string, { uid, gid }: Owner): void {
  execFileSync('chown', ['--recursive', '--no-dereference', `${uid}:${gid}`, path]);
}

/** Everything that a copy has to keep of one entry, and what shows that somebody touched it. */
export interface EntryFacts {
  readonly type: string;
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  /** Nanoseconds since the epoch. */
  readonly mtime: string;
  readonly ctime: string;
  readonly size: number;
  readonly blocks: number;
  /** A hash of what is in a file, or where a link points. */
  readonly content: string;
  /** All names of a file that has several. */
  readonly names: readonly string[];
}

const TYPES: Readonly<Record<number, string>> = {
  4096: 'fifo',
  8192: 'device',
  16384: 'folder',
  24576: 'device',
  32768: 'file',
  40960: 'link',
  49152: 'socket',
};

/** All that is below a folder, and the folder itself as ``, by path. Reads names as bytes, shown as latin1. */
export function readTree(root: string): ReadonlyMap<string, EntryFacts> {
  const tree = new Map<string, EntryFacts>();
  const inodes = new Map<bigint, string[]>();
  const pathOf = (name: string) => Buffer.from(name === '' ? root : `${root}/${name}`, 'latin1');
  const visit = (name: string) => {
    const path = pathOf(name);
    const stat = lstatSync(path, { bigint: true });
    const type = TYPES[Number(stat.mode & 0o170000n)] ?? 'unknown';
    const names = type === 'folder' ? [] : (inodes.get(stat.ino) ?? []);
    if (type !== 'folder') inodes.set(stat.ino, names);
    names.push(name);
    tree.set(name, {
      ...{ type, mode: (stat.mode & 0o7777n).toString(8), uid: Number(stat.uid), gid: Number(stat.gid) },
      ...{ mtime: String(stat.mtimeNs), ctime: String(stat.ctimeNs), names },
      ...{ size: type === 'folder' ? 0 : Number(stat.size), blocks: type === 'folder' ? 0 : Number(stat.blocks) },
      content: type === 'file' ? hashOf(path) : type === 'link' ? readlinkSync(path, 'latin1') : '',
    });
    if (type !== 'folder') return;
    const inside = readdirSync(path, { encoding: 'latin1' }).sort();
    for (const each of inside) visit(name === '' ? each : `${name}/${each}`);
  };
  visit('');
  return tree;
}

const hashOf = (path: Buffer): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** What a copy of a tree has to be: everything but sockets, no set-id bit on a file, and the new owner everywhere. */
export function expectedCopy(original: ReadonlyMap<string, EntryFacts>, owner: Owner): Record<string, object> {
  const kept = [...original].filter(([, { type }]) => type !== 'socket');
  return Object.fromEntries(
    kept.map(([name, { blocks: _, ctime: __, mode, ...entry }]) => {
      const bits = entry.type === 'file' ? (Number.parseInt(mode, 8) & 0o1777).toString(8) : mode;
      return [name, { ...entry, mode: bits, ...owner }];
    }),
  );
}

/** A copy, so that it can be compared with what it has to be; its receipt and the notes beside it are left out. */
export function readCopy(path: string): Record<string, object> {
  const tree = [...readTree(path)].filter(([name]) => !/^REHOME-(RECEIPT|NOTES)\.txt$/.test(name));
  return Object.fromEntries(tree.map(([name, { blocks: _, ctime: __, ...entry }]) => [name, entry]));
}
