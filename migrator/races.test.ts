import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveAll, snapshot } from './testing/home-contents.ts';
import { copyArguments, isRoot, makePlace, OLD, type Place, THIRD } from './testing/homes.ts';
import { runMigrator } from './testing/run-migrator.ts';

const ROUNDS = 4;
const SECRET = 'VICTIM-PRIVATE-KEY';

/** Swaps `name` in its own folder for a link to `target` and back, as fast as it can, until killed. */
const FLIPPER = `const fs = require('node:fs'); const [name, target] = process.argv.slice(1);
  for (;;) { fs.renameSync(name, name + '~'); fs.symlinkSync(target, name); fs.unlinkSync(name); fs.renameSync(name + '~', name); }`;

const flip = (folder: string, name: string, target: string, as: number) =>
  spawn(process.execPath, ['-e', FLIPPER, name, target], { cwd: folder, uid: as, gid: as, stdio: 'ignore' });

// A negative oracle: it can show a leak, not that there is none.
describe.skipIf(!isRoot)('a home whose folders are swapped for links while it is copied', () => {
  let place: Place;
  let victim: Place;
  beforeEach(() => {
    place = makePlace();
    victim = makePlace();
    mkdirSync(join(victim.old, '.ssh'), { mode: 0o700 });
    writeFileSync(join(victim.old, '.ssh', 'id_rsa'), SECRET, { mode: 0o600 });
    giveAll(victim.old, THIRD);
  });
  afterEach(() => {
    place.remove();
    victim.remove();
  });

  it("defect H2: never shows another person's file, and never touches it", async () => {
    for (let number = 0; number < 300; number++) {
      mkdirSync(join(place.old, `folder-${number}`));
      writeFileSync(join(place.old, `folder-${number}`, 'id_rsa'), 'mine');
    }
    giveAll(place.old, OLD);
    const before = snapshot(victim.old);
    const flipper = flip(place.old, 'folder-150', join(victim.old, '.ssh'), OLD);
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const { code, result } = await runMigrator(copyArguments(place));
        expect(flipper.exitCode).toBe(null);
        expect([0, 6, 9], result.message).toContain(code);
      }
    } finally {
      flipper.kill('SIGKILL');
    }
    const leaked = spawnSync('grep', ['-r', '-l', SECRET, place.new], { encoding: 'utf8' });
    expect([leaked.status, leaked.stdout]).toEqual([1, '']);
    expect(snapshot(victim.old)).toEqual(before);
  });
});
