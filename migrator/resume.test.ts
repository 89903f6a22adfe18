import { execFileSync } from 'node:child_process';
import {
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeChain } from './testing/chains.ts';
import { contentsOf, snapshot } from './testing/home-contents.ts';
import { copyArguments, isRoot, makePlace, NEW, type Place, published, staged } from './testing/homes.ts';
import { changeJournal, leavePartial, markerOf, startHalf } from './testing/partial.ts';
import { type Ended, runMigrator } from './testing/run-migrator.ts';

const RUN = '01890000-0000-7000-8000-000000000000';
let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

const resume = (partial: string, ...more: string[]): Promise<Ended> =>
  runMigrator(copyArguments(place, '--resume', partial, ...more));
const idOf = (partial: string): string => partial.replace('.rehome-', '');

/** The copy is complete, right, and the only thing that is left. */
function expectRight(ended: Ended, folder: string): string {
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  expect(ended.result).toMatchObject({ folder, folderState: 'complete', staging: null });
  expect([published(place), staged(place)]).toEqual([[folder], []]);
  const copy = join(place.new, folder);
  const skip = (path: string) => path === '' || path.startsWith('REHOME-');
  expect(contentsOf(copy, skip)).toEqual(contentsOf(place.old, skip));
  return copy;
}

describe.skipIf(!isRoot)('a resumed copy', () => {
  it('is complete, called what the first run would have called it, and brings nothing twice', async () => {
    const partial = await leavePartial(place, '--folder', 'migrated-alice-first');
    const inode = statSync(join(place.new, partial, 'tree', 'file-7')).ino;
    const before = snapshot(place.old);
    const ended = await resume(partial, '--left-by', idOf(partial), '--folder', 'migrated-alice-second');
    expect(snapshot(place.old)).toEqual(before);
    const copy = expectRight(ended, 'migrated-alice-first');
    expect(statSync(join(copy, 'file-7')).ino).toBe(inode);
    expect(statSync(join(copy, 'then', 'slow')).uid).toBe(NEW);
    expect(ended.result.kept).toMatchObject({ run: idOf(partial), files: 50 });
    expect(readFileSync(join(copy, 'REHOME-RECEIPT.txt'), 'utf8')).toContain(idOf(partial));
  });

  it('takes away what the run before was about to write when it was ended', async () => {
    const partial = await leavePartial(place, '--folder', 'migrated-alice-x');
    for (const stray of [`journal.json.${RUN}`, 'marker.json.other', 'ability', 'scratch']) {
      writeFileSync(join(place.new, partial, stray), 'half');
    }
    expectRight(await resume(partial), 'migrated-alice-x');
  });

  it('can be stopped and resumed again and again, by what the run before it said', async () => {
    const { running, staging } = await startHalf(place, '--folder', 'migrated-alice-x');
    running.child.kill('SIGTERM');
    expect((await running.ended).result.staging).toBe(staging);
    const second = await startHalf(place, '--resume', staging, '--left-by', idOf(staging), '--run', RUN);
    second.running.child.kill('SIGTERM');
    expect((await second.running.ended).result).toMatchObject({ staging, folder: 'migrated-alice-x', exitCode: 11 });
    expect(markerOf(place, staging)).toMatchObject({ run: RUN, before: [idOf(staging)] });
    expect((await resume(staging, '--left-by', idOf(staging))).code).toBe(6);
    expectRight(await resume(staging, '--left-by', RUN), 'migrated-alice-x');
  });

  it('takes over from a run that still writes: that one ends with 11, and the copy is right', async () => {
    const { running, staging } = await startHalf(place, '--folder', 'migrated-alice-x');
    const ended = await resume(staging, '--run', RUN);
    const older = await running.ended;
    expect([older.code, older.result.message]).toEqual([11, expect.stringContaining(RUN)]);
    expectRight(ended, 'migrated-alice-x');
  });

  it('removes what the old home has no more, deeper than there are descriptors', async () => {
    const partial = await leavePartial(place, '--folder', 'migrated-alice-x');
    makeChain(join(place.new, partial, 'tree'), 'gone', 1500);
    const few = { through: ['prlimit', '--nofile=512'] };
    expectRight(await runMigrator(copyArguments(place, '--resume', partial), few), 'migrated-alice-x');
  });

  it('of a copy that was finished but for its name, a receipt of that run included, is published', async () => {
    const partial = await leavePartial(place, '--folder', 'migrated-alice-x');
    const tree = join(place.new, partial, 'tree');
    execFileSync('cp', ['-a', `${place.old}/.`, tree]);
    execFileSync('chown', ['-R', `${NEW}:${NEW}`, tree]);
    for (const name of ['REHOME-RECEIPT.txt', 'REHOME-NOTES.txt']) writeFileSync(join(tree, name), 'of the run before');
    const copy = expectRight(await resume(partial), 'migrated-alice-x');
    expect(readdirSync(copy).filter((name) => name.startsWith('REHOME-'))).toEqual(['REHOME-RECEIPT.txt']);
  });

  it('of a copy that had its name when its run was killed ends well and copies nothing', async () => {
    const partial = await leavePartial(place, '--folder', 'migrated-alice-x');
    renameSync(join(place.new, partial, 'tree'), join(place.new, 'migrated-alice-x-2'));
    const inode = String(statSync(join(place.new, 'migrated-alice-x-2')).ino);
    changeJournal(place, partial, { finished: { inode, files: 7, bytes: 70 } });
    const { code, result } = await resume(partial);
    expect([code, result]).toEqual([0, expect.objectContaining({ folder: 'migrated-alice-x-2', files: 7, bytes: 70 })]);
    expect([published(place), staged(place)]).toEqual([['migrated-alice-x-2'], []]);
  });
});

describe.skipIf(!isRoot)('after a power cut', () => {
  /** As if what was written last had not reached the disk: size and time are there, the content is not. */
  function damage(partial: string, name: string): void {
    const path = join(place.new, partial, 'tree', name);
    const { size, mtimeNs } = statSync(path, { bigint: true });
    truncateSync(path, 0);
    truncateSync(path, Number(size));
    execFileSync('touch', [
      '-d',
      `@${mtimeNs / 1_000_000_000n}.${String(mtimeNs % 1_000_000_000n).padStart(9, '0')}`,
      path,
    ]);
  }
  const changed = (partial: string, name: string): bigint =>
    statSync(join(place.new, partial, 'tree', name), { bigint: true }).ctimeNs;

  it('what was changed since the last sync is copied again, and what was on the disk is not', async () => {
    const partial = await leavePartial(place, '--folder', 'migrated-alice-x');
    const inode = statSync(join(place.new, partial, 'tree', 'file-7')).ino;
    damage(partial, 'file-9');
    changeJournal(place, partial, { boot: 'another', synced: String(changed(partial, 'file-9')) });
    const copy = expectRight(await resume(partial), 'migrated-alice-x');
    expect(readFileSync(join(copy, 'file-9'), 'utf8')).toBe('content 9');
    expect(statSync(join(copy, 'file-7')).ino).toBe(inode);
  });

  it('everything is copied again where nothing is known of a sync, or the journal is damaged', async () => {
    for (const journal of ['{"boot":"another","synced":null,"syncFailed":false,"finished":null}', '{"boo', undefined]) {
      const partial = await leavePartial(place, '--folder', 'migrated-alice-x');
      damage(partial, 'file-9');
      if (journal === undefined) rmSync(join(place.new, partial, 'journal.json'));
      else writeFileSync(join(place.new, partial, 'journal.json'), journal);
      rmSync(expectRight(await resume(partial), 'migrated-alice-x'), { recursive: true });
    }
  });

  it('what was suspect stays so for the next resume, when the first is killed before it came there', async () => {
    const partial = await leavePartial(place, '--folder', 'migrated-alice-x');
    damage(partial, 'file-9');
    changeJournal(place, partial, { boot: 'another', synced: String(changed(partial, 'file-9')) });
    // The marker and the journal of a resume that was killed right after it had taken over.
    const { running } = await startHalf(place, '--resume', partial, '--run', RUN);
    running.child.kill('SIGKILL');
    await running.ended;
    damage(partial, 'file-9');
    expectRight(await resume(partial), 'migrated-alice-x');
  });

  it('a sync that failed is no less than a power cut', async () => {
    const partial = await leavePartial(place, '--folder', 'migrated-alice-x');
    damage(partial, 'file-9');
    changeJournal(place, partial, { synced: String(changed(partial, 'file-9')), syncFailed: true });
    expectRight(await resume(partial), 'migrated-alice-x');
  });
});

describe.skipIf(!isRoot)('a resume refuses', () => {
  async function expectRefused(ended: Promise<Ended>, exit: number, message: RegExp): Promise<void> {
    const { code, result } = await ended;
    expect([code, result.message]).toEqual([exit, expect.stringMatching(message)]);
    expect(published(place)).toEqual([]);
  }

  it('6: a folder that is not there, or of another old user', async () => {
    await expectRefused(resume(`.rehome-${RUN}`), 6, /There is no partial folder/);
    const partial = await leavePartial(place);
    await expectRefused(resume(partial, '--old-user', 'mallory'), 10, /another user/);
  });

  it('10: a look-alike that the new user made, and a link to a real one', async () => {
    const partial = await leavePartial(place);
    renameSync(join(place.new, partial), join(place.root, 'aside'));
    symlinkSync(join(place.root, 'aside'), join(place.new, partial));
    await expectRefused(resume(partial), 10, /is a link/);
    rmSync(join(place.new, partial));
    execFileSync('cp', ['-a', join(place.root, 'aside'), join(place.new, partial)]);
    chownSync(join(place.new, partial), NEW, NEW);
    await expectRefused(resume(partial), 10, /not private/);
  });

  it('10: a marker with a second name, and one that is no marker', async () => {
    const partial = await leavePartial(place);
    const marker = join(place.new, partial, 'marker.json');
    linkSync(marker, join(place.root, 'second'));
    await expectRefused(resume(partial), 10, /not a file that the migrator made/);
    rmSync(join(place.root, 'second'));
    writeFileSync(marker, JSON.stringify({ state: 'partial', run: '../x' }));
    await expectRefused(resume(partial), 10, /cannot be understood/);
    rmSync(marker);
    mkdirSync(marker);
    await expectRefused(resume(partial), 10, /not a file that the migrator made/);
  });
});
