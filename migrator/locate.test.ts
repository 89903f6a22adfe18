import { chmodSync, chownSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseFinalResult } from '#lib/migrations/wire.ts';
import { snapshot } from './testing/home-contents.ts';
import { isRoot, makePlace, NEW, OLD, type Place } from './testing/homes.ts';
import { type Ended, type Options, runMigrator } from './testing/run-migrator.ts';

let place: Place;
let volume: string;
beforeEach(() => {
  place = makePlace();
  volume = join(place.root, 'volume');
  for (const [path, id] of [
    ['a/alice', OLD],
    ['b/bob', NEW],
    ['b/bob/rsp_home', NEW],
  ] as const) {
    mkdirSync(join(volume, path), { recursive: true });
    if (isRoot) chownSync(join(volume, path), id, id);
  }
});
afterEach(() => place.remove());

const locate = (
  oldPath: string,
  newPath: string,
  options?: Options,
  owner = '1000:100',
  ...more: string[]
): Promise<Ended> =>
  runMigrator(
    ['locate', '--volume', volume, '--old-path', oldPath, '--new-path', newPath, '--owner', owner, ...more],
    options,
  );

function expectFailure(ended: Ended, code: number, message: RegExp): void {
  expect([ended.code, ended.result.exitCode, ended.result.folderState]).toEqual([code, code, 'none']);
  expect(ended.result.message).toMatch(message);
}

describe('locate', () => {
  it('ends with 0 and what it found, in the last line and in the termination message, and changes nothing', async () => {
    const before = snapshot(volume);
    const log = join(place.root, 'termination');
    const ended = await locate('a/alice', 'b/bob/rsp_home', {}, '1000:100', '--termination-log', log);
    expect(ended.code).toBe(0);
    expect(ended.result).toMatchObject({
      owner: { uid: 1000, gid: 100 },
      oldHome: { mode: 0o755 },
      newHome: { mode: 0o755 },
    });
    expect(parseFinalResult(readFileSync(log, 'utf8'))).toEqual(ended.result);
    expect(snapshot(volume)).toEqual(before);
  });

  it('4: no old home; 5: no new home, also where a folder above is missing, and none is made', async () => {
    expectFailure(await locate('a/alicia', 'b/bob'), 4, /old home does not exist/);
    expectFailure(await locate('a/alice', 'b/bobby'), 5, /new home does not exist/);
    expectFailure(await locate('x/alice', 'b/bob'), 4, /old home does not exist/);
    expect(snapshot(volume).join('\n')).not.toContain('bobby');
  });

  it('10 (defect H3): a link as a home, or anywhere on the way to it, also one that stays inside the volume', async () => {
    symlinkSync('a', join(volume, 'c'));
    symlinkSync('/etc', join(volume, 'a', 'evil'));
    symlinkSync('../b/bob', join(volume, 'a', 'sly'));
    for (const path of ['c/alice', 'a/evil', 'a/sly']) {
      expectFailure(await locate(path, 'b/bob'), 10, /old home, or a folder above it, is a link/);
      expectFailure(await locate('a/alice', path), 10, /new home, or a folder above it, is a link/);
    }
  });

  it('10: a file in place of a home', async () => {
    writeFileSync(join(volume, 'a', 'file'), '');
    expectFailure(await locate('a/file', 'b/bob'), 10, /not a folder/);
  });

  it('10 (defect G2): the same home twice, or one inside the other', async () => {
    expectFailure(await locate('b/bob', 'b/bob'), 10, /same folder/);
    expectFailure(await locate('b/bob', 'b/bob/rsp_home'), 10, /new home lies inside the old/);
    expectFailure(await locate('b/bob/rsp_home', 'b/bob'), 10, /old home lies inside the new/);
  });

  it.skipIf(!isRoot)('fromHome takes the owner of the new home, and 10 where a home belongs to root', async () => {
    expect((await locate('a/alice', 'b/bob', {}, 'fromHome')).result.owner).toEqual({ uid: NEW, gid: NEW });
    chownSync(join(volume, 'b/bob'), 0, 0);
    expectFailure(await locate('a/alice', 'b/bob', {}, 'fromHome'), 10, /new home belongs to root.*homes\.owner/);
    expectFailure(await locate('b/bob', 'a/alice', {}, 'fromHome'), 10, /old home belongs to root.*homes\.owner/);
    expect((await locate('a/alice', 'b/bob')).code).toBe(0);
  });

  it.skipIf(!isRoot)('needs no right to read the volume or the homes, and no capability', async () => {
    for (const path of ['', 'a', 'b', 'a/alice', 'b/bob'])
      chmodSync(join(volume, path), path.includes('/') ? 0o700 : 0o711);
    expect((await locate('a/alice', 'b/bob', { as: 65534 })).code).toBe(0);
    expectFailure(await locate('a/alice', 'b/bob/rsp_home', { as: 65534 }), 10, /may not be opened/);
  });

  it('3: a volume that is not there is no missing home', async () => {
    const ended = await runMigrator([
      'locate',
      '--volume',
      join(place.root, 'none'),
      '--old-path',
      'a',
      '--new-path',
      'b',
      '--owner',
      '1:1',
    ]);
    expectFailure(ended, 3, /volume of the homes cannot be opened \(ENOENT\)/);
  });
});
