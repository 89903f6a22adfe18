import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  copyArguments,
  fillSlowly,
  foldersIn,
  giveAll,
  isRoot,
  makePlace,
  NEW,
  type Place,
  published,
  slowly,
  snapshot,
  staged,
  THIRD,
} from './testing/homes.ts';
import { type Running, runMigrator, startMigrator, until } from './testing/run-migrator.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** Waits until rsync reads the slow file, so everything before it is copied and nothing after it. */
async function untilSlowFile(running: Running): Promise<string> {
  const tree = () => staged(place).map((name) => join(place.new, name, 'tree'))[0] ?? place.new;
  await until('rsync to read the slow file', () => existsSync(tree()) && foldersIn(tree(), '.slow.').length > 0);
  expect(running.child.exitCode).toBe(null);
  return tree();
}

/** The process group of a migrator's rsync. */
function rsyncOf({ child: { pid } }: Running): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  const rsync = children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'latin1').startsWith('rsync'));
  if (rsync === undefined) throw new Error('The migrator runs no rsync.');
  return rsync;
}

function isRunning(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

/** Holds rsync still in the middle of the slow file while `change` happens. */
async function whileFrozen(running: Running, change: () => void): Promise<void> {
  await untilSlowFile(running);
  const group = rsyncOf(running);
  process.kill(-group, 'SIGSTOP');
  try {
    change();
  } finally {
    process.kill(-group, 'SIGCONT');
  }
}

describe.skipIf(!isRoot)('a copy that is interrupted', () => {
  it('SIGTERM and SIGINT end it with 11, keep marked staging, publish nothing and end rsync', async () => {
    fillSlowly(place.old);
    const before = snapshot(place.old);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const running = startMigrator(copyArguments(place, '--folder', 'migrated-alice-x'), { path: slowly(place, 20) });
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
    const running = startMigrator(copyArguments(place), { path: slowly(place, 20) });
    await untilSlowFile(running);
    running.child.kill('SIGKILL');
    expect((await running.ended).killedBy).toBe('SIGKILL');
    expect(published(place)).toEqual([]);
    const [staging = ''] = staged(place);
    expect(JSON.parse(readFileSync(join(place.new, staging, 'marker.json'), 'utf8'))).toMatchObject({
      state: 'partial',
    });
    expect(statSync(join(place.new, staging))).toMatchObject({ uid: 0, mode: 0o040700 });
    rmSync(join(place.old, 'slow'));
    expect((await runMigrator(copyArguments(place))).code).toBe(0);
    expect(published(place)).toHaveLength(1);
    expect(staged(place)).toEqual([staging]);
  });

  it('rsync does not outlive a killed migrator', async () => {
    fillSlowly(place.old);
    const running = startMigrator(copyArguments(place), { path: slowly(place, 20) });
    const tree = await untilSlowFile(running);
    const group = rsyncOf(running);
    running.child.kill('SIGKILL');
    await running.ended;
    await until('rsync to end', () => !isRunning(group));
    expect(readdirSync(tree)).not.toContain('zz-late');
  });

  it('stopped before anything was copied, it leaves nothing', async () => {
    fillSlowly(place.old);
    const running = startMigrator(copyArguments(place), { path: slowly(place, 20) });
    running.child.stdout?.once('data', () => running.child.kill('SIGTERM'));
    const { result } = await running.ended;
    expect(published(place)).toEqual([]);
    expect(result.exitCode).toBe(11);
    expect(staged(place)).toHaveLength(result.folderState === 'none' ? 0 : 1);
  });

  it('defect G1: while it copies, neither a third person nor the new user can look into staging', async () => {
    fillSlowly(place.old);
    writeFileSync(join(place.old, 'file-0'), 'TOPSECRET', { mode: 0o644 });
    const running = startMigrator(copyArguments(place), { path: slowly(place, 20) });
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
    const running = startMigrator(copyArguments(place), { path: slowly(place, 2000) });
    await whileFrozen(running, () => rmSync(join(place.old, 'zz-late')));
    const { code, result } = await running.ended;
    expect(code).toBe(0);
    expect(result.notes).toEqual([{ kind: 'vanished', count: 1, samples: ['zz-late'] }]);
    expect(statSync(join(place.new, result.folder ?? '', 'file-7')).uid).toBe(NEW);
  });

  it('a file written to after it was copied, one that appeared and one that was removed are noted', async () => {
    fillSlowly(place.old);
    const running = startMigrator(copyArguments(place), { path: slowly(place, 2000) });
    await whileFrozen(running, () => {
      appendFileSync(join(place.old, 'file-1'), ' and more');
      writeFileSync(join(place.old, 'newcomer'), 'hello');
      rmSync(join(place.old, 'file-2'));
    });
    const { code, result } = await running.ended;
    expect(code).toBe(0);
    const notes = Object.fromEntries(result.notes.map(({ kind, samples }) => [kind, [...samples].sort()]));
    expect(notes).toEqual({ changed: ['file-1', 'newcomer'], vanished: ['file-2'] });
    expect(readFileSync(join(place.new, result.folder ?? '', 'file-2'), 'utf8')).toBe('content 2');
  });

  it("defect H1: what the new user puts in staging's place is not followed, and the victim's home is untouched", async () => {
    const victim = makePlace();
    try {
      fillSlowly(place.old);
      writeFileSync(join(victim.old, 'authorized_keys'), 'key');
      giveAll(victim.old, THIRD);
      const before = snapshot(victim.old);
      const running = startMigrator(copyArguments(place), { path: slowly(place, 2000) });
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
