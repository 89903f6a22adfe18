import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  copyArguments,
  fillSlowly,
  isRoot,
  makePlace,
  type Place,
  published,
  SLOWLY,
  staged,
} from './testing/homes.ts';
import { runMigrator, startMigrator, until } from './testing/run-migrator.ts';

const MIB = 1024 ** 2;

/** Why a small file system cannot be mounted here, or undefined where it can. */
function whyNoMount(): string | undefined {
  if (!isRoot) return 'needs root to mount a small file system';
  const place = makePlace();
  const { status } = mount(place.new, 'size=1m');
  if (status === 0) spawnSync('umount', [place.new]);
  place.remove();
  return status === 0 ? undefined : 'mounting is not allowed here';
}

const mount = (at: string, options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'rehome-test', at]);
const reason = whyNoMount();

describe.skipIf(reason)(`defect J: a full disk${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
  });
  afterEach(() => {
    spawnSync('umount', [place.new]);
    place.remove();
  });

  it('is seen before anything is copied: 8, both numbers, and nothing left behind', async () => {
    mount(place.new, 'size=8m');
    writeFileSync(join(place.old, 'big'), Buffer.alloc(16 * MIB, 'x'));
    const { code, result } = await runMigrator(copyArguments(place));
    expect([code, result.folderState]).toEqual([8, 'none']);
    expect(result.message).toMatch(/needs 17 MiB and some head-room \(17 MiB together\), the new home has 8 MiB free/);
    expect([published(place), staged(place)]).toEqual([[], []]);
    expect(result.room).toMatchObject({ bytesTotal: 8 * MIB });
  });

  it('is seen before anything is copied where inodes are short', async () => {
    mount(place.new, 'size=8m,nr_inodes=20');
    for (let number = 0; number < 30; number++) symlinkSync('x', join(place.old, `${number}`));
    const { code, result } = await runMigrator(copyArguments(place));
    expect([code, result.folderState]).toEqual([8, 'none']);
    expect(result.message).toMatch(/needs 31 inodes/);
  });

  it('a hole is no reason to refuse', async () => {
    mount(place.new, 'size=8m');
    writeFileSync(join(place.old, 'sparse'), '');
    truncateSync(join(place.old, 'sparse'), 64 * MIB);
    expect((await runMigrator(copyArguments(place))).code).toBe(0);
  });

  it('that fills up in the middle: 8 in one sentence, the partial copy kept and named, nothing published', async () => {
    mount(place.new, 'size=16m');
    fillSlowly(place.old);
    mkdirSync(join(place.new, 'theirs'));
    const running = startMigrator(copyArguments(place, ...SLOWLY));
    await until('the copy to begin', () =>
      running.lines.some((line) => line.type === 'phase' && line.phase === 'copying'),
    );
    const { bavail, bsize } = statfsSync(place.new);
    writeFileSync(join(place.new, 'theirs', 'filler'), Buffer.alloc(bavail * bsize - MIB));
    const { code, result, stderr } = await running.ended;
    expect([code, result.folderState, result.staging]).toEqual([8, 'partial', staged(place)[0]]);
    expect(result.path).toBe(join(place.new, result.staging ?? ''));
    expect(stderr).toMatch(/^The new home is (nearly )?full[^\n]*The partial copy is kept\.\n$/);
    expect(published(place)).toEqual([]);
  });
});
