import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chainOf, makeChain } from './testing/chains.ts';
import { contentsOf, pathsBelow, snapshot, statOf } from './testing/home-contents.ts';
import {
  ACL,
  aclFor,
  attributeOf,
  copyArguments,
  DEFAULT_ACL,
  fillWithEverything,
  isRoot,
  makePlace,
  NEW,
  ODD_NAMES,
  OLD,
  type Place,
  published,
  SET_ID_MODES,
  staged,
  THIRD,
} from './testing/homes.ts';

import { type Ended, runMigrator } from './testing/run-migrator.ts';

const NOT_COPIED = new Set(['S.gpg-agent', 'zero', 'REHOME-RECEIPT.txt', 'REHOME-NOTES.txt', '']);

// Only root may give files to others.
describe.skipIf(!isRoot)('a copy of a home with one of everything', () => {
  let place: Place;
  let server: Server;
  let before: string[];
  let ended: Ended;
  let copy: string;

  beforeAll(async () => {
    place = makePlace();
    server = await fillWithEverything(place.old);
    before = snapshot(place.old);
    ended = await runMigrator(copyArguments(place, '--termination-log', join(place.root, 'termination')));
    copy = join(place.new, ended.result.folder ?? 'none');
  });
  afterAll(() => {
    server.close();
    place.remove();
  });

  it('ends with 0 and one finished folder, and leaves no staging', () => {
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    expect(published(place)).toEqual([ended.result.folder]);
    expect(ended.result.folder).toMatch(/^migrated-alice-\d{8}T\d{6}Z$/);
    expect(ended.result).toMatchObject({ folderState: 'complete', path: copy, staging: null, exitCode: 0 });
    expect(staged(place)).toEqual([]);
  });

  it('touches nothing in the old home: no mode, owner or time of any entry, no access time of a file', () => {
    expect(snapshot(place.old)).toEqual(before);
  });

  it('has every name, content, mode, time and link target of the original', () => {
    const skip = (path: string) => NOT_COPIED.has(path) || SET_ID_MODES.has(path);
    expect(contentsOf(copy, skip)).toEqual(contentsOf(place.old, skip));
    expect(readdirSync(Buffer.from(copy), { encoding: 'buffer' })).toEqual(expect.arrayContaining([...ODD_NAMES]));
  });

  it('defect a2: belongs to the new user, links themselves included', () => {
    const others = pathsBelow(copy).filter((path) => {
      const { uid, gid } = statOf(copy, path);
      return uid !== BigInt(NEW) || gid !== BigInt(NEW);
    });
    expect(others).toEqual([]);
  });

  it('defect b: set-id is removed from files, kept on folders, and noted', () => {
    for (const [name, mode] of SET_ID_MODES) {
      const expected = name.endsWith('folder') ? mode : mode & 0o777;
      expect([name, statSync(join(copy, name)).mode & 0o7777]).toEqual([name, expected]);
    }
    expect(ended.result.notes.find(({ kind }) => kind === 'setIdRemoved')?.count).toBe(4);
  });

  it('defect c: dangling and looping links are copied as they are', () => {
    expect(lstatSync(join(copy, 'dangling')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(copy, 'loop')).isSymbolicLink()).toBe(true);
  });

  it('defect d: hard links stay one file', () => {
    const inodes = ['linked-0', 'linked-1', 'linked-4', 'many-3/linked-5'].map(
      (name) => lstatSync(join(copy, name)).ino,
    );
    expect(new Set(inodes).size).toBe(1);
    expect(lstatSync(join(copy, 'linked-0')).nlink).toBe(6);
    expect(ended.result.bytes).toBe(ended.result.totalBytes);
  });

  it('defect e1: holes stay holes', () => {
    expect(lstatSync(join(copy, 'sparse'))).toMatchObject({ size: 200 * 1024 ** 2 });
    expect(lstatSync(join(copy, 'sparse')).blocks).toBeLessThan(100);
  });

  it('defect e2: a FIFO is copied as a FIFO', () => {
    expect(lstatSync(join(copy, 'fifo')).isFIFO()).toBe(true);
    expect(lstatSync(join(copy, 'fifo')).mode & 0o777).toBe(0o600);
  });

  it('defects e3 and e4: sockets and devices are left out and noted, and the rest is right', () => {
    expect(readdirSync(copy)).not.toContain('S.gpg-agent');
    expect(readdirSync(copy)).not.toContain('zero');
    expect(ended.result.notes).toEqual(
      expect.arrayContaining([
        { kind: 'socket', count: 1, samples: ['S.gpg-agent'] },
        { kind: 'device', count: 1, samples: ['zero'] },
      ]),
    );
  });

  it("defect e5: user attributes stay, the old user's ACL entry is the new user's, a third person's stays theirs", () => {
    expect(attributeOf(copy, 'shared', 'user.note')?.toString()).toBe('kept');
    expect(attributeOf(copy, 'shared', ACL)).toEqual(aclFor(NEW, THIRD));
    expect(attributeOf(copy, 'shared-folder', DEFAULT_ACL)).toEqual(aclFor(THIRD));
  });

  it("keeps the folder's own mode and time, also after the receipt was added", () => {
    const [original, made] = [statOf(place.old, ''), statOf(copy, '')];
    expect([made.mode, made.mtimeNs]).toEqual([original.mode, original.mtimeNs]);
    expect(readFileSync(join(copy, 'REHOME-RECEIPT.txt'), 'utf8')).toContain(`Owner:     ${NEW}:${NEW}`);
  });

  it('counts what it copied, the same in the scan and in the copy', () => {
    // The receipt and the notes beside it are not counted.
    const files = pathsBelow(copy).filter((path) => !statOf(copy, path).isDirectory()).length - 2;
    expect(ended.result).toMatchObject({ files, totalFiles: files });
  });

  it('says every phase in order, with sequence numbers, ASCII only, and the same result in the termination message', () => {
    const phases = ended.lines.flatMap((line) => (line.type === 'phase' ? [line.phase] : []));
    expect(phases).toEqual(['scanning', 'copying', 'owning', 'verifying', 'finishing']);
    expect(ended.stdout).toMatch(/^[\n\x20-\x7e]*$/);
    const message = readFileSync(join(place.root, 'termination'), 'utf8');
    expect(message.length).toBeLessThanOrEqual(4096);
    expect(JSON.parse(message)).toEqual(ended.result);
  });

  it('progress never goes backwards, never exceeds its totals and is said at most twice a second', () => {
    const lines = ended.lines.flatMap((line) => (line.type === 'progress' ? [line] : []));
    const done = lines.map((line) => line.bytesDone);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(lines.every((line) => line.bytesDone <= line.bytesTotal && line.filesDone <= line.filesTotal)).toBe(true);
    expect(lines.at(-1)).toMatchObject({ filesDone: ended.result.files, bytesDone: ended.result.bytes });
    const gaps = lines.slice(1, -1).map((line, index) => Date.parse(line.at) - Date.parse(lines[index]?.at ?? ''));
    expect(gaps.filter((gap) => gap < 490)).toEqual([]);
  });
});

describe.skipIf(!isRoot)('a copy', () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
  });
  afterEach(() => place.remove());

  it('defect a: never changes the owner or mode of what a link in the old home points to', async () => {
    const victim = join(place.root, 'victim');
    mkdirSync(join(victim, '.ssh'), { recursive: true, mode: 0o700 });
    writeFileSync(join(victim, '.ssh', 'id_rsa'), 'secret', { mode: 0o4700 });
    symlinkSync(victim, join(place.old, 'home'));
    symlinkSync(join(victim, '.ssh', 'id_rsa'), join(place.old, 'key'));
    const before = snapshot(victim);
    const { code, result } = await runMigrator(copyArguments(place));
    expect(code).toBe(0);
    expect(lstatSync(join(place.new, result.folder ?? '', 'home')).isSymbolicLink()).toBe(true);
    expect(snapshot(victim)).toEqual(before);
  });

  it('keeps set-id bits where the policy says so', async () => {
    writeFileSync(join(place.old, 'tool'), '');
    chmodSync(join(place.old, 'tool'), 0o6755);
    const { result } = await runMigrator(copyArguments(place, '--set-id', 'keep'));
    expect(statSync(join(place.new, result.folder ?? '', 'tool'))).toMatchObject({ mode: 0o106755, uid: NEW });
    expect(result.notes).toEqual([]);
  });

  it('replaces nothing: a taken name gets -2, then -3, whatever holds it; a free one is used as it is', async () => {
    writeFileSync(join(place.old, 'a'), 'a');
    const folder = 'migrated-alice-20260101T000000Z';
    const names: (string | null)[] = [];
    names.push((await runMigrator(copyArguments(place, '--folder', folder))).result.folder);
    writeFileSync(join(place.new, `${folder}-2`), 'mine');
    names.push((await runMigrator(copyArguments(place, '--folder', folder))).result.folder);
    names.push((await runMigrator(copyArguments(place, '--folder', 'migrated-alice-20260101T000001Z'))).result.folder);
    expect(names).toEqual([folder, `${folder}-3`, 'migrated-alice-20260101T000001Z']);
    expect(readFileSync(join(place.new, `${folder}-2`), 'utf8')).toBe('mine');
  });

  it('an old receipt in the home is kept, and the new one gets another name', async () => {
    writeFileSync(join(place.old, 'REHOME-RECEIPT.txt'), 'of last year');
    const { result } = await runMigrator(copyArguments(place));
    const copy = join(place.new, result.folder ?? '');
    expect(readFileSync(join(copy, 'REHOME-RECEIPT.txt'), 'utf8')).toBe('of last year');
    expect(readFileSync(join(copy, 'REHOME-RECEIPT-2.txt'), 'utf8')).toContain('alice');
  });

  it('takes the owner from the new home with fromHome, and an empty home is copied too', async () => {
    const { code, result } = await runMigrator([
      '--old-home',
      place.old,
      '--new-home',
      place.new,
      '--owner',
      'fromHome',
    ]);
    expect([code, result.owner, result.files]).toEqual([0, { uid: NEW, gid: NEW }, 0]);
    expect(result.folder).toMatch(/^migrated-old-/);
    expect(statSync(join(place.new, result.folder ?? '')).uid).toBe(NEW);
  });

  // rsync itself takes 9 s of processor time for these.
  it.each([
    ['K2: a chain of 1,500 folders', 1500, 'd'],
    ['K3: paths far beyond 4,096 bytes', 40, 'n'.repeat(250)],
  ])('defect %s is copied, though rsync goes nowhere near', { timeout: 180_000 }, async (_, levels, name) => {
    makeChain(place.old, name, levels);
    const { code, result } = await runMigrator(copyArguments(place));
    expect([code, result.message]).toEqual([0, '']);
    const copy = chainOf(join(place.new, result.folder ?? ''), name);
    expect(copy).toEqual({ levels, bottom: 'deep', owners: [NEW] });
    expect(result.files).toBe(1);
  });

  it('inherits nothing from an ACL of the new home', async () => {
    const { setXattr } = await import('./xattr-calls.ts');
    const { openSync, closeSync } = await import('node:fs');
    const dir = openSync(place.new, 'r');
    setXattr(dir, '', DEFAULT_ACL, aclFor(THIRD));
    closeSync(dir);
    writeFileSync(join(place.old, 'private'), 'mine', { mode: 0o600 });
    const { code, result } = await runMigrator(copyArguments(place));
    const copy = join(place.new, result.folder ?? '');
    expect(code).toBe(0);
    expect([attributeOf(copy, 'private', ACL), attributeOf(copy, '', DEFAULT_ACL)]).toEqual([undefined, undefined]);
  });

  it("hands over the ACLs of the home's own folder too", async () => {
    const { setXattr } = await import('./xattr-calls.ts');
    const { openSync, closeSync } = await import('node:fs');
    const dir = openSync(place.old, 'r');
    for (const key of [ACL, DEFAULT_ACL]) setXattr(dir, '', key, aclFor(OLD, THIRD));
    closeSync(dir);
    const { result } = await runMigrator(copyArguments(place));
    const copy = join(place.new, result.folder ?? '');
    expect([ACL, DEFAULT_ACL].map((key) => attributeOf(copy, '', key))).toEqual([
      aclFor(NEW, THIRD),
      aclFor(NEW, THIRD),
    ]);
  });
});
