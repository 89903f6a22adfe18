import { execFileSync } from 'node:child_process';
import { linkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveAll } from './testing/home-contents.ts';
import { copyArguments, isRoot, makePlace, makeProgram, OLD, type Place, published } from './testing/homes.ts';
import { runMigrator } from './testing/run-migrator.ts';

const MIB = 1024 * 1024;

/** One thing done to the copy after rsync has settled it, in a shell whose folder is the copy. */
const DAMAGES: readonly (readonly [what: string, damage: string, message: RegExp])[] = [
  ['byte', "printf X | dd of=a bs=1 conv=notrunc 2>/dev/null; touch -r '$OLD/a' a", /“a”: content differs/],
  ['owner', 'chown 7003 a', /“a”: owner is 7003:7002, not 7002:7002/],
  ['group', 'chgrp 7003 a', /“a”: owner is 7002:7003, not 7002:7002/],
  ['mode', 'chmod 640 a', /“a”: mode differs/],
  ['time', "touch -d '2001-02-03 04:05:06.000000001' a", /“a”: time differs/],
  [
    'time, by a second',
    'touch -d "$(date -d "$(stat -c %y \'$OLD/a\') + 1 second" \'+%F %T.%N %z\')" a',
    /“a”: time differs/,
  ],
  [
    'attribute',
    "python3 -c \"import os; os.setxattr('a', b'user.note', b'other')\"",
    /“a”: attribute user.note differs/,
  ],
  [
    'hole',
    "dd if=/dev/zero of=sparse bs=64k seek=2 count=1 conv=notrunc 2>/dev/null; touch -r '$OLD/sparse' sparse",
    /“sparse”: holes differs/,
  ],
  ['hard link', 'cp -p linked-1 x; mv x linked-1', /“linked-\d”: hard links differ/],
  ['hard link too many', 'ln -f linked-0 alike; touch -r linked-0 alike', /“(alike|linked-\d)”: hard links differ/],
  [
    'target of a link',
    "rm link; ln -s elsewhere link; chown -h 7002:7002 link; touch -h -r '$OLD/link' link",
    /“link”: target differs/,
  ],
  ['file too many', 'touch more', /“more”: is in the copy only/],
  ['file missing', 'rm a', /“a”: is missing/],
];

describe.skipIf(!isRoot)('the comparison of copy and original', () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
    const at = (name: string): string => join(place.old, name);
    writeFileSync(at('a'), 'content');
    execFileSync('python3', ['-c', "import os,sys; os.setxattr(sys.argv[1], b'user.note', b'mine')", at('a')]);
    writeFileSync(at('sparse'), 'start');
    truncateSync(at('sparse'), 4 * MIB);
    writeFileSync(at('linked-0'), 'alike');
    linkSync(at('linked-0'), at('linked-1'));
    writeFileSync(at('alike'), 'alike');
    execFileSync('ln', ['-s', 'a', at('link')]);
    giveAll(place.old, OLD);
  });
  afterEach(() => place.remove());

  it.each(DAMAGES)('finds one %s that was changed: 9, listed, and nothing is published', async (_, damage, message) => {
    const path = makeProgram(
      join(place.root, 'bin'),
      'rsync',
      `PATH="\${PATH#*:}"; if [ "$1" = --version ]; then exec rsync --version; fi
       rsync "$@" || exit; cd /proc/self/fd/4/ && ${damage.replaceAll('$OLD', place.old)}`,
    );
    const { code, result, lines } = await runMigrator(copyArguments(place, '--verify', 'checksums'), { path });
    expect([code, result.folderState, published(place)]).toEqual([9, 'partial', []]);
    expect(result.message).toMatch(message);
    expect(lines.some((line) => line.type === 'entry' && line.list === 'differing')).toBe(true);
  });

  it.each(['sizes', 'checksums', 'none'])('of %s finds nothing wrong with a good copy', async (mode) => {
    const { code, result, lines } = await runMigrator(copyArguments(place, '--verify', mode));
    expect([code, result.verify, result.files]).toEqual([0, mode, 6]);
    expect(lines.some((line) => line.type === 'phase' && line.phase === 'verifying')).toBe(mode !== 'none');
    expect(result.entries).toEqual([]);
  });

  it('is left out where it is not wanted, and what was left out of the copy is noted all the same', async () => {
    execFileSync('chmod', ['4755', join(place.old, 'a')]);
    execFileSync('mknod', [join(place.old, 'zero'), 'c', '1', '5']);
    const { code, result } = await runMigrator(copyArguments(place, '--verify', 'none'));
    expect(code).toBe(0);
    expect(Object.fromEntries(result.notes.map(({ kind, count }) => [kind, count]))).toEqual({
      setIdRemoved: 1,
      device: 1,
    });
  });

  it('a limit of bandwidth holds over the whole copy', async () => {
    for (let number = 0; number < 6; number += 1)
      writeFileSync(join(place.old, `big-${number}`), Buffer.alloc(MIB, 'x'));
    const began = performance.now();
    const { code } = await runMigrator(copyArguments(place, '--limit', '2M'));
    expect(code).toBe(0);
    expect(performance.now() - began).toBeGreaterThan(2500);
  });
});
