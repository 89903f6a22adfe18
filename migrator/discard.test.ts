import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeChain } from './testing/chains.ts';
import { snapshot } from './testing/home-contents.ts';
import { foldersIn, isRoot, makePlace, NEW, OLD, type Place, published, staged } from './testing/homes.ts';
import { leavePartial, markerOf, startHalf } from './testing/partial.ts';
import { type Ended, type Options, type Running, runMigrator, startMigrator, until } from './testing/run-migrator.ts';

const RUN = '01890000-0000-7000-8000-000000000000';
let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

const discardArguments = (partial: string, ...more: string[]): string[] => [
  ...['--kind', 'discard', '--new-home', place.new, '--partial', partial],
  ...more,
];
const discard = (partial: string, ...more: string[]): Promise<Ended> => runMigrator(discardArguments(partial, ...more));

/** So much that its removal can be met while it is on. */
function fillMore(partial: string): void {
  const more = join(place.new, partial, 'tree', 'more');
  for (let folder = 0; folder < 100; folder++) {
    mkdirSync(join(more, `${folder}`), { recursive: true });
    for (let n = 0; n < 150; n++) writeFileSync(join(more, `${folder}`, `${n}`), '');
  }
}

const untilBegun = ({ lines }: Running): Promise<void> =>
  until('it to begin', () => lines.some((line) => line.type === 'phase'));

function expectGone({ code, stderr, result }: Ended): void {
  expect([code, stderr]).toEqual([0, '']);
  expect(result).toMatchObject({ kind: 'discard', folderState: 'none', folder: null, path: null, staging: null });
  expect(staged(place)).toEqual([]);
}

function expectRefused({ code, result }: Ended, exit: number, message: RegExp): void {
  expect([code, result.exitCode, result.message]).toEqual([exit, exit, expect.stringMatching(message)]);
  expect(staged(place)).toHaveLength(1);
}

describe.skipIf(!isRoot)('a discard', () => {
  it('removes the partial folder of a killed run, and nothing else in either home', async () => {
    mkdirSync(join(place.new, 'migrated-alice-x'));
    writeFileSync(join(place.new, 'theirs'), 'theirs');
    const partial = await leavePartial(place);
    const before = snapshot(place.old);
    expectGone(await discard(partial, '--left-by', partial.replace('.rehome-', '')));
    expect(readdirSync(place.new).sort()).toEqual(['migrated-alice-x', 'theirs']);
    expect(snapshot(place.old)).toEqual(before);
  });

  it('of a folder that is not there ends well and says so', async () => {
    const ended = await discard(`.rehome-${RUN}`);
    expectGone(ended);
    expect(ended.lines).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/There is no .rehome-/) }),
    );
  });

  it('ends a copy that still writes there with 11, and that copy publishes nothing', async () => {
    const { running, staging } = await startHalf(place);
    expectGone(await discard(staging));
    const { code, result } = await running.ended;
    expect([code, result.message]).toEqual([11, expect.stringMatching(/took over|removed meanwhile/)]);
    expect(published(place)).toEqual([]);
    expect(staged(place)).toEqual([]);
  });

  it('removes what is deeper than a path can be long, and folders of many entries', async () => {
    const partial = await leavePartial(place);
    makeChain(join(place.new, partial, 'tree'), 'd'.repeat(100), 300);
    mkdirSync(join(place.new, partial, 'tree', 'many'));
    for (let n = 0; n < 7000; n++)
      writeFileSync(join(place.new, partial, 'tree', 'many', `a-rather-long-name-${n}`), '');
    expectGone(await discard(partial));
  });

  it('follows no link, and leaves what a link in it leads to', async () => {
    const partial = await leavePartial(place);
    writeFileSync(join(place.root, 'kept'), 'kept');
    symlinkSync(place.root, join(place.new, partial, 'tree', 'to-root'));
    symlinkSync(join(place.root, 'kept'), join(place.new, partial, 'tree', 'to-file'));
    expectGone(await discard(partial));
    expect(existsSync(join(place.root, 'kept'))).toBe(true);
    expect(existsSync(join(place.old, 'file-7'))).toBe(true);
  });

  it('goes on where one was stopped, by the run that made the folder', async () => {
    const partial = await leavePartial(place);
    fillMore(partial);
    const running = startMigrator(discardArguments(partial));
    await untilBegun(running);
    running.child.kill('SIGTERM');
    const { code, result } = await running.ended;
    expect([code, result.folderState, result.staging]).toEqual([11, 'partial', partial]);
    expect(markerOf(place, partial).before).toEqual([partial.replace('.rehome-', '')]);
    expectGone(await discard(partial, '--left-by', partial.replace('.rehome-', '')));
  });

  it('removes a folder whose run was ended before it had written a marker', async () => {
    mkdirSync(join(place.new, `.rehome-${RUN}`), { mode: 0o700 });
    writeFileSync(join(place.new, `.rehome-${RUN}`, 'scratch'), '');
    expectGone(await discard(`.rehome-${RUN}`));
  });

  it('finds the folder under the name that the new user gave it meanwhile, and leaves the one in its place', async () => {
    const partial = await leavePartial(place);
    fillMore(partial);
    const running = startMigrator(discardArguments(partial));
    await untilBegun(running);
    running.child.kill('SIGSTOP');
    renameSync(join(place.new, partial), join(place.new, 'moved'));
    mkdirSync(join(place.new, partial));
    writeFileSync(join(place.new, partial, 'theirs'), '');
    running.child.kill('SIGCONT');
    expect((await running.ended).code).toBe(0);
    expect(readdirSync(place.new)).toEqual([partial]);
    expect(readdirSync(join(place.new, partial))).toEqual(['theirs']);
  });
});

describe.skipIf(!isRoot)('a discard refuses', () => {
  const planted = (make: (path: string) => void): string => {
    make(join(place.new, `.rehome-${RUN}`));
    return `.rehome-${RUN}`;
  };

  it('10: a link, a folder that the new user made, and one that is open to others', async () => {
    mkdirSync(join(place.root, 'victim'), { mode: 0o700 });
    expectRefused(await discard(planted((path) => symlinkSync(join(place.root, 'victim'), path))), 10, /link/);
    place.remove();
    place = makePlace();
    const partial = await leavePartial(place);
    chownSync(join(place.new, partial), NEW, NEW);
    expectRefused(await discard(partial), 10, /not private/);
    chownSync(join(place.new, partial), 0, 0);
    chmodSync(join(place.new, partial), 0o755);
    expectRefused(await discard(partial), 10, /not private/);
  });

  it("10: somebody's private folder under such a name, without a marker or with another run's", async () => {
    const partial = await leavePartial(place);
    renameSync(join(place.new, partial), join(place.new, `.rehome-${RUN}`));
    expectRefused(await discard(`.rehome-${RUN}`), 10, /another run under a false name/);
    spawnSync('rm', [join(place.new, `.rehome-${RUN}`, 'marker.json')]);
    expectRefused(await discard(`.rehome-${RUN}`), 10, /no marker/);
    expect(foldersIn(join(place.new, `.rehome-${RUN}`), 'tree')).toEqual(['tree']);
  });

  it('6: a folder that another run left', async () => {
    expectRefused(await discard(await leavePartial(place), '--left-by', RUN), 6, /was not left by run/);
  });

  it('2: a published copy, by its name', async () => {
    expect((await discard('migrated-alice-x')).code).toBe(2);
  });

  it('6: to call a folder gone of which something stays, and removes the rest', async (context) => {
    const partial = await leavePartial(place);
    const file = join(place.new, partial, 'tree', 'file-7');
    const { status } = spawnSync('chattr', ['+i', file]);
    if (status !== 0) context.skip('this file system has no immutable files');
    try {
      expectRefused(await discard(partial), 6, /“tree\/file-7” cannot be removed: EPERM/);
      expect(readdirSync(join(place.new, partial, 'tree'))).toEqual(['file-7']);
    } finally {
      spawnSync('chattr', ['-i', file]);
    }
    expectGone(await discard(partial));
  });
});

describe.skipIf(!isRoot)('a discard without root', () => {
  it('removes what the runner made, folders closed to itself included', async () => {
    const options: Options = { as: NEW };
    const path = join(place.new, `.rehome-${RUN}`);
    const marker = {
      ...{ state: 'partial', run: RUN, madeBy: RUN, before: [], oldUser: 'alice', newUser: 'bob' },
      ...{ folder: 'migrated-alice-x', startedAt: '' },
    };
    mkdirSync(join(path, 'tree', 'closed', 'inner'), { recursive: true });
    writeFileSync(join(path, 'marker.json'), JSON.stringify(marker));
    writeFileSync(join(path, 'tree', 'closed', 'inner', 'file'), '');
    spawnSync('chown', ['-R', `${NEW}:${OLD}`, path]);
    chmodSync(join(path, 'tree', 'closed'), 0o000);
    chmodSync(path, 0o700);
    expectGone(await runMigrator(discardArguments(`.rehome-${RUN}`), options));
  });
});
