import { execFileSync } from 'node:child_process';
import { closeSync, linkSync, openSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveAll } from './testing/home-contents.ts';
import {
  ACL,
  aclFor,
  attributeOf,
  copyArguments,
  fillSlowly,
  isRoot,
  makePlace,
  makeProgram,
  NEW,
  OLD,
  type Place,
  SLOWLY,
  staged,
  THIRD,
} from './testing/homes.ts';
import { runMigrator, startMigrator, until } from './testing/run-migrator.ts';
import { removeXattr, setXattr } from './xattr-calls.ts';

describe.skipIf(!isRoot)('attributes and ACLs', () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
  });
  afterEach(() => place.remove());

  function inOld(work: (dir: number) => void): void {
    const dir = openSync(place.old, 'r');
    work(dir);
    closeSync(dir);
  }

  /** A copy that was stopped in the middle, after everything in the home's own folder was copied. */
  async function stopHalfWay(): Promise<string> {
    const running = startMigrator(copyArguments(place, ...SLOWLY));
    const slow = () => join(place.new, staged(place)[0] ?? '', 'tree', 'then', 'slow');
    await until('the slow file to be copied', () => (statSync(slow(), { throwIfNoEntry: false })?.size ?? 0) > 0);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(11);
    return staged(place)[0] ?? '';
  }

  it.each(['sizes', 'none'])(
    'a resume hands over the ACL of what it keeps, with several names too (%s)',
    async (mode) => {
      fillSlowly(place.old);
      writeFileSync(join(place.old, 'linked'), 'content');
      linkSync(join(place.old, 'linked'), join(place.old, 'again'));
      giveAll(place.old, OLD);
      inOld((dir) => setXattr(dir, 'linked', ACL, aclFor(OLD, THIRD)));
      const staging = await stopHalfWay();
      const { code, result } = await runMigrator(copyArguments(place, '--resume', staging, '--verify', mode));
      expect([code, result.message]).toEqual([0, '']);
      expect(attributeOf(join(place.new, result.folder ?? ''), 'linked', ACL)).toEqual(aclFor(NEW, THIRD));
    },
  );

  it('a resume takes away an attribute that the original has lost since', async () => {
    fillSlowly(place.old);
    inOld((dir) => setXattr(dir, 'file-1', 'user.note', Buffer.from('mine')));
    const staging = await stopHalfWay();
    inOld((dir) => removeXattr(dir, 'file-1', 'user.note'));
    const { code, result } = await runMigrator(copyArguments(place, '--resume', staging));
    expect([code, result.message]).toEqual([0, '']);
    expect(attributeOf(join(place.new, result.folder ?? ''), 'file-1', 'user.note')).toBe(undefined);
  });

  /** Sets an attribute once rsync has settled, so that only the comparison can see it. */
  function settingLate(path: string): string {
    const set = 'import os, sys; os.setxattr(sys.argv[1], b"user.note", b"late")';
    return makeProgram(
      join(place.root, 'bin'),
      'rsync',
      `PATH="\${PATH#*:}"; if [ "$1" = --version ]; then exec rsync --version; fi
       rsync "$@" || exit; cd /proc/self/fd/4/ && python3 -c '${set}' '${path}'`,
    );
  }

  it('of a home without any, one that a copy got is found', async () => {
    writeFileSync(join(place.old, 'a'), 'content');
    giveAll(place.old, OLD);
    const { code, result } = await runMigrator(copyArguments(place), { path: settingLate('a') });
    expect([code, result.folderState]).toEqual([9, 'partial']);
    expect(result.message).toMatch(/“a”: attribute user.note differs/);
  });

  it('of a home without any, one that an original got since the scan is noted', async () => {
    const original = join(place.old, 'a');
    writeFileSync(original, 'content');
    giveAll(place.old, OLD);
    const { code, result } = await runMigrator(copyArguments(place), { path: settingLate(original) });
    expect([code, result.folderState]).toEqual([0, 'complete']);
    expect(result.notes).toEqual([{ kind: 'changed', count: 1, samples: ['a'] }]);
  });

  it('a FIFO keeps its ACL', async () => {
    execFileSync('mkfifo', [join(place.old, 'fifo')]);
    giveAll(place.old, OLD);
    inOld((dir) => setXattr(dir, 'fifo', ACL, aclFor(THIRD)));
    const { code, result } = await runMigrator(copyArguments(place));
    expect([code, result.message]).toEqual([0, '']);
    expect(attributeOf(join(place.new, result.folder ?? ''), 'fifo', ACL)).toEqual(aclFor(THIRD));
  });
});
