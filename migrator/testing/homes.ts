import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getXattr, setXattr } from '../xattr-calls.ts';
import { giveAll } from './home-contents.ts';

export const OLD = 7001;
export const NEW = 7002;
export const THIRD = 7003;
export const isRoot = process.geteuid?.() === 0;

/** Two empty homes side by side, owned by old and new user where this process is root. */
export interface Place {
  readonly root: string;
  readonly old: string;
  readonly new: string;
  remove(): void;
}

export function makePlace(): Place {
  const root = mkdtempSync(join(tmpdir(), 'migrator-test-'));
  chmodSync(root, 0o755);
  const place = { root, old: join(root, 'old'), new: join(root, 'new') };
  for (const [home, id] of [
    [place.old, OLD],
    [place.new, NEW],
  ] as const) {
    mkdirSync(home, { mode: 0o755 });
    if (isRoot) chownSync(home, id, id);
  }
  return { ...place, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Arguments of a copy between the homes of a place, to the new user. */
export const copyArguments = (place: Place, ...more: string[]): string[] => [
  ...[
    '--old-home',
    place.old,
    '--new-home',
    place.new,
    '--owner',
    `${NEW}:${NEW}`,
    '--old-user',
    'alice',
    '--new-user',
    'bob',
  ],
  ...more,
];

/** The folders of the new home whose name begins so. */
export const foldersIn = (home: string, start: string): string[] =>
  readdirSync(home).filter((name) => name.startsWith(start));
export const published = (place: Place): string[] => foldersIn(place.new, 'migrated-');
export const staged = (place: Place): string[] => foldersIn(place.new, '.rehome-');

/** Small files, then one that takes long at the limit of `SLOWLY`, then one more: folders come before what lies in them. */
export function fillSlowly(home: string): void {
  for (let number = 0; number < 50; number++) writeFileSync(join(home, `file-${number}`), `content ${number}`);
  mkdirSync(join(home, 'then', 'later'), { recursive: true });
  writeFileSync(join(home, 'then', 'slow'), Buffer.alloc(4 * 1024 ** 2, 'content'));
  writeFileSync(join(home, 'then', 'later', 'zz-late'), 'late');
}

/** `slow` takes 4 s or more. */
export const SLOWLY = ['--limit', '1M', '--workers', '1'] as const;

const bytes = (home: string, name: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${home}/`), typeof name === 'string' ? Buffer.from(name) : name]);

export const ODD_NAMES: readonly Buffer[] = [
  Buffer.from('new\nline'),
  Buffer.from([0x62, 0x61, 0x64, 0xff, 0xfe]),
  Buffer.from('n'.repeat(255)),
  Buffer.from('-rf'),
  Buffer.from('back\\slash \\#012 "quoted" *?[x]'),
  Buffer.from('\u001b[31mred \u202egnp.exe'),
  Buffer.from(' space '),
];

/** A home with one of everything. Needs root for devices and owners. */
export async function fillWithEverything(home: string): Promise<Server> {
  for (const name of ODD_NAMES) writeFileSync(bytes(home, name), name);
  for (let folder = 0; folder < 40; folder++) {
    mkdirSync(join(home, `many-${folder}`));
    for (let file = 0; file < 50; file++)
      writeFileSync(join(home, `many-${folder}`, `${file}.txt`), `${folder}/${file}\n`);
  }
  fillLinks(home);
  fillModes(home);
  writeFileSync(join(home, 'sparse'), 'start');
  truncateSync(join(home, 'sparse'), 200 * 1024 ** 2);
  execFileSync('mkfifo', ['-m', '600', join(home, 'fifo')]);
  if (isRoot) execFileSync('mknod', [join(home, 'zero'), 'c', '1', '5']);
  fillAttributes(home);
  makeDeep(join(home, 'deep'), 40);
  writeFileSync(join(home, 'before-1970'), 'old');
  utimesSync(join(home, 'before-1970'), -500_000_000, -500_000_000);
  if (isRoot) giveAll(home, OLD);
  for (const [name, mode] of SET_ID_MODES) chmodSync(join(home, name), mode);
  const server = createServer().listen(join(home, 'S.gpg-agent'));
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

function fillLinks(home: string): void {
  symlinkSync('nowhere', join(home, 'dangling'));
  symlinkSync('/etc/hostname', join(home, 'absolute'));
  symlinkSync('loop', join(home, 'loop'));
  symlinkSync('..', join(home, 'up'));
  symlinkSync('many-0', join(home, 'to-folder'));
  writeFileSync(join(home, 'linked-0'), Buffer.alloc(1024 * 1024, 'x'));
  for (let number = 1; number < 5; number++) linkSync(join(home, 'linked-0'), join(home, `linked-${number}`));
  linkSync(join(home, 'linked-0'), join(home, 'many-3', 'linked-5'));
}

export const SET_ID_MODES = new Map([
  ['suid', 0o4755],
  ['sgid', 0o2755],
  ['both', 0o6711],
  ['odd', 0o2644],
  ['sgid-folder', 0o2775],
]);

function fillModes(home: string): void {
  for (const name of SET_ID_MODES.keys()) {
    if (name.endsWith('folder')) mkdirSync(join(home, name));
    else writeFileSync(join(home, name), '#!/bin/sh\n');
  }
  writeFileSync(join(home, 'closed'), 'secret', { mode: 0o000 });
  mkdirSync(join(home, 'closed-folder'));
  writeFileSync(join(home, 'closed-folder', 'in'), 'secret', { mode: 0o600 });
  chmodSync(join(home, 'closed-folder'), 0o000);
  mkdirSync(join(home, 'sticky'));
  chmodSync(join(home, 'sticky'), 0o1777);
}

/** An ACL as an extended attribute: owner, two named users, group, mask, others. */
export const aclFor = (...uids: number[]): Buffer => {
  const entries = [
    [1, 6, 0xffffffff],
    ...uids.map((uid) => [2, 4, uid]),
    [4, 4, 0xffffffff],
    [16, 6, 0xffffffff],
    [32, 0, 0xffffffff],
  ];
  const value = Buffer.alloc(4 + entries.length * 8);
  value.writeUInt32LE(2, 0);
  for (const [index, [tag = 0, permissions = 0, id = 0]] of entries.entries()) {
    value.writeUInt16LE(tag, 4 + index * 8);
    value.writeUInt16LE(permissions, 6 + index * 8);
    value.writeUInt32LE(id, 8 + index * 8);
  }
  return value;
};
export const ACL = 'system.posix_acl_access';
export const DEFAULT_ACL = 'system.posix_acl_default';

function fillAttributes(home: string): void {
  writeFileSync(join(home, 'shared'), 'with others');
  mkdirSync(join(home, 'shared-folder'));
  const dir = openSync(home, constants.O_RDONLY);
  setXattr(dir, 'shared', 'user.note', Buffer.from('kept'));
  setXattr(dir, 'shared', ACL, aclFor(OLD, THIRD));
  setXattr(dir, 'shared-folder', DEFAULT_ACL, aclFor(THIRD));
  closeSync(dir);
}

export function attributeOf(folder: string, name: string, key: string): Buffer | undefined {
  const dir = openSync(folder, constants.O_RDONLY);
  try {
    return getXattr(dir, name, key);
  } finally {
    closeSync(dir);
  }
}

/** A chain of folders, one in the other, with a file in the last. */
export function makeDeep(top: string, levels: number): void {
  const path = [top, ...Array.from({ length: levels - 1 }, () => 'd')].join('/');
  mkdirSync(path, { recursive: true });
  writeFileSync(`${path}/bottom`, 'deep');
}

/** A folder for PATH with one program in it. */
export function makeProgram(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}
