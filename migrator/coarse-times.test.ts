import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyArguments, fillSlowly, isRoot, makePlace, NEW, type Place, published } from './testing/homes.ts';
import { leavePartial } from './testing/partial.ts';
import { type Ended, runMigrator } from './testing/run-migrator.ts';
import { probeAbilities } from './verify/probes.ts';

/** Mounts a file system that keeps times in whole seconds: ext4 with small inodes. */
function mountCoarse(place: Place): boolean {
  const image = join(place.root, 'image');
  writeFileSync(image, '');
  truncateSync(image, 48 * 1024 ** 2);
  const made = spawnSync('mkfs.ext4', ['-q', '-F', '-I', '128', image]);
  return made.status === 0 && spawnSync('mount', ['-o', 'loop', image, place.new]).status === 0;
}

/** Why there is no such file system here, or undefined where there is. */
function whyNot(): string | undefined {
  if (!isRoot) return 'needs root to mount a file system';
  const place = makePlace();
  const isMounted = mountCoarse(place);
  if (isMounted) spawnSync('umount', [place.new]);
  place.remove();
  return isMounted ? undefined : 'ext4 in a file cannot be mounted here';
}
const reason = whyNot();

describe.skipIf(reason)(`a new home that keeps whole seconds${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
    mountCoarse(place);
    chownSync(place.new, NEW, NEW);
    fillSlowly(place.old);
    for (let n = 0; n < 50; n += 1) utimesSync(join(place.old, `file-${n}`), 1, 1_600_000_000.987 + n);
  });
  afterEach(() => {
    spawnSync('umount', [place.new]);
    place.remove();
  });

  const mended = ({ result }: Ended) => result.entries?.find(({ list }) => list === 'mended')?.samples ?? [];
  const copied = (name: string): string => join(place.new, published(place)[0] ?? 'none', name);

  it('is seen to do so', () => {
    const dir = openSync(place.new, 'r');
    try {
      expect(probeAbilities(dir).timeStep).toBe(1_000_000_000);
    } finally {
      closeSync(dir);
    }
  });

  it('gets everything once: nothing is brought again by the settle pass', async () => {
    const ended = await runMigrator(copyArguments(place));
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(mended(ended)).toEqual([]);
    expect(statSync(copied('file-7')).mtimeMs).toBe(1_600_000_007_000);
  });

  it('keeps in a resume what is there, but for what may be half made', async () => {
    const partial = await leavePartial(place);
    const tree = join(place.new, partial, 'tree');
    const inode = statSync(join(tree, 'file-7')).ino;
    // One of the size of its original that was never finished: its time is that of its making.
    writeFileSync(join(tree, 'file-9'), 'CONTENT 9');
    utimesSync(join(place.old, 'file-9'), 1, statSync(join(tree, 'file-9')).mtimeMs / 1000 + 0.5);
    const ended = await runMigrator(copyArguments(place, '--resume', partial));
    expect([ended.code, mended(ended)]).toEqual([0, []]);
    expect(ended.result.kept?.files).toBe(49);
    expect(statSync(copied('file-7')).ino).toBe(inode);
    expect(readFileSync(copied('file-9'), 'utf8')).toBe('content 9');
  });
});
