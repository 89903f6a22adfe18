import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveAll, snapshot } from './testing/home-contents.ts';
import {
  copyArguments,
  fillSlowly,
  isRoot,
  makePlace,
  makeProgram,
  NEW,
  type Place,
  published,
  SLOWLY,
  staged,
  THIRD,
} from './testing/homes.ts';
import { type Running, runMigrator, startMigrator, until } from './testing/run-migrator.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** Waits until the slow file is being copied, so everything before it is there and nothing after it. */
async function untilSlowFile(running: Running): Promise<string> {
  const tree = () => staged(place).map((name) => join(place.new, name, 'tree'))[0] ?? place.new;
  const slow = () => statSync(join(tree(), 'then', 'slow'), { throwIfNoEntry: false })?.size ?? 0;
  await until('the slow file to be copied', () => slow() > 0);
  expect(running.child.exitCode).toBe(null);
  return tree();
}

/** Holds the migrator still in the middle of the slow file while `change` happens. */
async function whileFrozen(running: Running, change: () => void): Promise<void> {
  await untilSlowFile(running);
  running.child.kill('SIGSTOP');
  try {
    change();
  } finally {
    running.child.kill('SIGCONT');
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.skipIf(!isRoot)('a copy that is interrupted', () => {
  it('SIGTERM and SIGINT end it with 11, keep marked staging and publish nothing', async () => {
    fillSlowly(place.old);
    const before = snapshot(place.old);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const running = startMigrator(copyArguments(place, '--folder', 'migrated-alice-x', ...SLOWLY));
      const tree = await untilSlowFile(running);
      running.child.kill(signal);
      const { code, result } = await running.ended;
      const staging = staged(place)[0] ?? '';
      expect([code, result.exitCode]).toEqual([11, 11]);
      expect(result.message).toContain(signal);
      expect(result).toMatchObject({
        folder: 'migrated-alice-x',
        folderState: 'partial',
        staging,
        path: join(place.new, staging),
      });
      expect(published(place)).toEqual([]);
      const marker = JSON.parse(readFileSync(join(place.new, staging, 'marker.json'), 'utf8'));
      expect(marker).toMatchObject({ state: 'partial', oldUser: 'alice', newUser: 'bob', folder: 'migrated-alice-x' });
      expect(`.rehome-${marker.run}`).toBe(staging);
      expect(readdirSync(tree)).toContain('file-7');
      rmSync(join(place.new, staging), { recursive: true });
    }
    expect(snapshot(place.old)).toEqual(before);
  });

  it('defect I: SIGKILL leaves staging that says what it is and nothing that looks finished, and a second run succeeds', async () => {
    fillSlowly(place.old);
    const running = startMigrator(copyArguments(place, ...SLOWLY));
    await untilSlowFile(running);
    running.child.kill('SIGKILL');
    expect((await running.ended).killedBy).toBe('SIGKILL');
    expect(published(place)).toEqual([]);
    const [staging = ''] = staged(place);
    expect(JSON.parse(readFileSync(join(place.new, staging, 'marker.json'), 'utf8'))).toMatchObject({
      state: 'partial',
    });
    expect(statSync(join(place.new, staging))).toMatchObject({ uid: 0, mode: 0o040700 });
    expect((await runMigrator(copyArguments(place))).code).toBe(0);
    expect(published(place)).toHaveLength(1);
    expect(staged(place)).toEqual([staging]);
  });

  it('rsync does not outlive a killed migrator', async () => {
    fillSlowly(place.old);
    const pidFile = join(place.root, 'pid');
    const path = makeProgram(
      join(place.root, 'bin'),
      'rsync',
      `PATH="\${PATH#*:}"; if [ "$1" = --version ]; then exec rsync --version; fi; echo $$ > '${pidFile}.new'; mv '${pidFile}.new' '${pidFile}'; exec sleep 300`,
    );
    const running = startMigrator(copyArguments(place), { path });
    await until('rsync to run', () => existsSync(pidFile));
    const pid = Number(readFileSync(pidFile, 'utf8'));
    expect(isRunning(pid)).toBe(true);
    running.child.kill('SIGKILL');
    await running.ended;
    await until('rsync to end', () => !isRunning(pid));
  });

  it('stopped before anything was copied, it leaves nothing', async () => {
    fillSlowly(place.old);
    const running = startMigrator(copyArguments(place, ...SLOWLY));
    running.child.stdout?.once('data', () => running.child.kill('SIGTERM'));
    const { result } = await running.ended;
    expect(published(place)).toEqual([]);
    expect(result.exitCode).toBe(11);
    expect(staged(place)).toHaveLength(result.folderState === 'none' ? 0 : 1);
  });

  it('defect G1: while it copies, neither a third person nor the new user can look into staging', async () => {
    fillSlowly(place.old);
    writeFileSync(join(place.old, 'file-0'), 'TOPSECRET', { mode: 0o644 });
    const running = startMigrator(copyArguments(place, ...SLOWLY));
    const tree = await untilSlowFile(running);
    for (const id of [THIRD, NEW]) {
      const found = spawnSync('find', [place.new], { uid: id, gid: id, encoding: 'utf8', cwd: '/' });
      expect(found.stdout.trim().split('\n')).toEqual([place.new, join(place.new, staged(place)[0] ?? '')]);
      const read = spawnSync('cat', [join(tree, 'file-0')], { uid: id, gid: id, encoding: 'utf8', cwd: '/' });
      expect([read.status, read.stdout]).toEqual([1, '']);
    }
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(11);
  });
});

describe.skipIf(!isRoot)('a home that changes while it is copied', () => {
  it('defect K1: a file that vanishes is noted, and everything else is copied and owned', async () => {
    fillSlowly(place.old);
    const running = startMigrator(copyArguments(place, ...SLOWLY));
    await whileFrozen(running, () => rmSync(join(place.old, 'then', 'later', 'zz-late')));
    const { code, result } = await running.ended;
    expect(code).toBe(0);
    expect(result.notes).toEqual([{ kind: 'vanished', count: 1, samples: ['then/later'] }]);
    expect(statSync(join(place.new, result.folder ?? '', 'file-7')).uid).toBe(NEW);
  });

  it('a file written to after it was copied and one that appeared are mended, one that was removed is noted', async () => {
    fillSlowly(place.old);
    const running = startMigrator(copyArguments(place, ...SLOWLY));
    await whileFrozen(running, () => {
      appendFileSync(join(place.old, 'file-1'), ' and more');
      writeFileSync(join(place.old, 'newcomer'), 'hello');
      rmSync(join(place.old, 'file-2'));
    });
    const { code, result } = await running.ended;
    expect(code).toBe(0);
    const notes = Object.fromEntries(result.notes.map(({ kind, samples }) => [kind, [...samples].sort()]));
    expect(notes).toEqual({ vanished: ['file-2'] });
    const mended = result.entries?.find(({ list }) => list === 'mended')?.samples;
    expect(mended).toEqual(expect.arrayContaining(['file-1', 'newcomer']));
    expect(readFileSync(join(place.new, result.folder ?? '', 'file-1'), 'utf8')).toBe('content 1 and more');
    expect(readFileSync(join(place.new, result.folder ?? '', 'file-2'), 'utf8')).toBe('content 2');
  });

  it("defect H1: what the new user puts in staging's place is not followed, and the victim's home is untouched", async () => {
    const victim = makePlace();
    try {
      fillSlowly(place.old);
      writeFileSync(join(victim.old, 'authorized_keys'), 'key');
      giveAll(victim.old, THIRD);
      const before = snapshot(victim.old);
      const running = startMigrator(copyArguments(place, ...SLOWLY));
      await whileFrozen(running, () => {
        const [staging = ''] = staged(place);
        const swap = `mv '${staging}' '.moved' && ln -s '${victim.old}' '${staging}'`;
        expect(spawnSync('sh', ['-c', swap], { cwd: place.new, uid: NEW, gid: NEW }).status).toBe(0);
      });
      const { code, result } = await running.ended;
      expect(snapshot(victim.old)).toEqual(before);
      expect([code, published(place)]).toEqual([0, [result.folder]]);
      expect(statSync(join(place.new, result.folder ?? '', 'file-7')).uid).toBe(NEW);
    } finally {
      victim.remove();
    }
  });
});
